/** A seeded stream of numbers: the same seed gives the same schedule on every machine and in every browser. */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
  /** Whole, in [0, below). */
  readonly below: (below: number) => number;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), 32-bit integers only, so no engine rounds it differently. */
export function randomFrom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = seed | 0;
  let counter = 1;
  const draw = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  // 12 rounds, as its author advises, so that neighbouring seeds do not start alike
  for (let round = 0; round < 12; round++) draw();
  return {
    next: () => draw() / 4294967296,
    below: (below) => Math.floor((draw() / 4294967296) * below),
  };
}
