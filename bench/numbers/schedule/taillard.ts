/** Taillard's linear congruential generator: 16807 x mod (2^31 - 1), after Bratley, Fox and Schrage (1983). */
function uniform(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    const k = Math.floor(state / 127_773);
    state = 16_807 * (state % 127_773) - k * 2_836;
    if (state < 0) state += 2_147_483_647;
    return low + Math.floor((state / 2_147_483_647) * (high - low + 1));
  };
}

// Time seed and machine seed of ta01-ta10 (15 jobs, 15 machines) and ta11-ta20 (20 jobs, 15 machines),
// Taillard (1993), Benchmarks for basic scheduling problems, European Journal of Operational Research 64, 278-285.
const seeds: readonly (readonly [number, number])[] = [
  [840612802, 398197754],
  [1314640371, 386720536],
  [1227221349, 316176388],
  [342269428, 1806358582],
  [1603221416, 1501949241],
  [1357584978, 1734077082],
  [44531661, 1374316395],
  [302545136, 2092186050],
  [1153780144, 1393392374],
  [73896786, 1544979948],
  [533484900, 317419073],
  [1894307698, 1474268163],
  [874340513, 509669280],
  [1124986343, 1209573668],
  [1463788335, 529048107],
  [1056908795, 25321885],
  [195672285, 1717580117],
  [961965583, 1353003786],
  [1610169733, 1734469503],
  [532794656, 998486810],
];

/** Taillard's job-shop instance `ta01` .. `ta20` as standard text: jobs and machines, then machine and time by operation. */
export function taillard(number: number): string {
  const seed = seeds[number - 1];
  if (seed === undefined) throw new RangeError(`number is ${number}; the instances kept here are 1 to 20.`);
  const jobs = number <= 10 ? 15 : 20;
  const machines = 15;
  const time = uniform(seed[0]);
  const swap = uniform(seed[1]);
  const times = Array.from({ length: jobs }, () => Array.from({ length: machines }, () => time(1, 99)));
  const routes = times.map(() => {
    const route = Array.from({ length: machines }, (_, i) => i);
    for (let i = 0; i < machines; i++) {
      const other = swap(i, machines - 1);
      [route[i], route[other]] = [route[other]!, route[i]!];
    }
    return route;
  });
  const rows = routes.map((route, j) => route.map((machine, i) => `${machine} ${times[j]![i]!}`).join(' '));
  return [`${jobs} ${machines}`, ...rows].join('\n');
}
