import type { Leaf } from './interval/leaf.ts';
import type { JobResponse } from './oee/response.ts';

/** The instant so many minutes after the shift began. */
export const minute = (minutes: number): Temporal.Instant => Temporal.Instant.from('2026-01-05T05:00:00Z').add({ milliseconds: Math.round(minutes * 60_000) });

export const shift = { start: minute(0), end: minute(480) };

const parts: readonly (readonly [minutes: number, leaf: Omit<Leaf, 'id' | 'start' | 'end'>])[] = [
  [40, { state: 'setup', job: 'J-1' }],
  [100, { state: 'production', job: 'J-1' }],
  [30, { state: 'delay', reason: 'bearing', job: 'J-1' }],
  [60, { state: 'production', job: 'J-1' }],
  [30, { state: 'planned-down', kind: 'break' }],
  [4, { state: 'delay', reason: 'jam', job: 'J-1' }],
  [80, { state: 'production', job: 'J-1' }],
  [3, { state: 'delay', reason: 'jam', job: 'J-1' }],
  [20, { state: 'planned-down', kind: 'maintenance' }],
  [95, { state: 'production', job: 'J-1' }],
  [3, { state: 'delay', reason: 'sensor', job: 'J-1' }],
  [15, { state: 'no-order' }],
];

/** One shift of 480 min: breaks 30, maintenance 20, set-up 40, breakdown 30, no order 15, minor stops 10, production 335. */
export const leaves: readonly Leaf[] = parts.map(([minutes, leaf], index) => {
  const start = parts.slice(0, index).reduce((sum, [before]) => sum + before, 0);
  return { ...leaf, id: `I-${index + 1}`, start: minute(start), end: minute(start + minutes) };
});

/** 600 made at an ideal 0.5 min: 570 good, 12 scrap, 18 to rework. */
export const response: JobResponse = {
  id: 'R-1',
  job: 'J-1',
  product: 'P-1',
  countUnit: '{piece}',
  good: 570,
  scrap: 12,
  rework: 18,
  idealCycleS: 30,
};
