/**
 * Chance that can be repeated: the same seed and name give the same draws, whatever was drawn elsewhere. So a stop falls on
 * the same second whether its machine is watched every second or every minute.
 */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  between(low: number, high: number): number;
  /** Whole number, both ends included. */
  whole(low: number, high: number): number;
  /** Bell curve. */
  normal(mean: number, deviation: number): number;
  /** Time to the next of events that come at this rate. */
  wait(ratePerUnit: number): number;
  /** Skewed to the right, as repairs are: half are shorter than `median`; `spread` 0.5 is mild, 1 is wild. */
  skewed(median: number, spread: number): number;
  isLuck(chance: number): boolean;
  pick<T>(list: readonly T[]): T;
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  /** Independent chance under another name. */
  fork(name: string): Random;
}

export function seeded(seed: string): Random {
  const draw = sfc32(seed);
  const random: Random = {
    next: draw,
    between: (low, high) => low + draw() * (high - low),
    whole: (low, high) => low + Math.floor(draw() * (high - low + 1)),
    // Box and Muller; 1 - draw keeps the logarithm finite
    normal: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw()),
    wait: (rate) => -Math.log(1 - draw()) / rate,
    skewed: (median, spread) => median * Math.exp(random.normal(0, spread)),
    isLuck: (chance) => draw() < chance,
    pick(list) {
      if (list.length === 0) throw new RangeError('There is nothing to pick from.');
      return list[Math.floor(draw() * list.length)] as never;
    },
    weighted(list) {
      let left = draw() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of list) if ((left -= weight) < 0) return item;
      return random.pick(list)[0];
    },
    fork: (name) => seeded(`${seed}/${name}`),
  };
  return random;
}

/** sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, passes its own and TestU01's batteries. */
function sfc32(seed: string): () => number {
  let [a, b, c, d] = words(seed);
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return (t >>> 0) / 4_294_967_296;
  };
  for (let n = 0; n < 12; n++) next();
  return next;
}

/** Four words from a text (FNV-1a with four offsets). */
function words(text: string): [number, number, number, number] {
  const hash = (offset: number): number => {
    let value = offset;
    for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16_777_619);
    return value | 0;
  };
  return [hash(2_166_136_261), hash(374_761_393), hash(668_265_263), hash(1)];
}
