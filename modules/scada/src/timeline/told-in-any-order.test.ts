import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, newId, type AnyEvent } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import fc from 'fast-check';
import { insertLate } from '../interval/insert-late.ts';
import { interval, type Interval } from '../interval/interval.ts';
import { onUnitReportedLate } from '../reactions/on-unit-reported-late.ts';
import { report } from '../unit/report.ts';
import { setJob } from '../unit/set-job.ts';
import { unit, type UnitState } from '../unit/unit.ts';
import type { Word } from './word.ts';

const place = 'packaging-2';
const noon = Temporal.Instant.from('2026-11-22T12:00:00Z');
const momentOf = (minute: number) => noon.add({ minutes: minute });
interface Said {
  readonly minute: number;
  readonly word: Word;
}

/** A unit and its intervals in memory, told by the room's own commands and its own reaction. */
function tellAll(said: readonly Said[]) {
  let heard: UnitState | undefined;
  const intervals = new Map<string, Interval>();
  const keep = (events: readonly AnyEvent[]) => {
    for (const event of events) {
      if (event.type.startsWith('scada.interval.')) intervals.set(event.subject, interval.evolve(intervals.get(event.subject), event as never));
      else heard = unit.evolve(heard, event as never);
      if (event.type !== onUnitReportedLate.on) continue;
      for (const input of onUnitReportedLate.inputs(event as never, { id: newId() } as never)) {
        const decoded = insertLate.input.decode(input as never);
        const { bucket } = insertLate.load(decoded, 'rule').around.where as { bucket: readonly string[] };
        const around = [...intervals.values()].filter((one) => bucket.includes(one.bucket));
        keep(decideWith(insertLate, { unit: [heard!], around }, decoded, actOf()) as readonly AnyEvent[]);
      }
    }
  };
  for (const { minute, word } of said) {
    const base = { place, interval: newId<'scada.interval'>(), at: momentOf(minute) };
    const loaded = { unit: heard ? [heard] : [], ended: [] };
    if (word.kind === 'job') keep(decideWith(setJob, loaded, { ...base, jobOrder: word.value }, actOf()) as readonly AnyEvent[]);
    else keep(decideWith(report, loaded, { ...base, [word.kind]: word.value }, actOf()) as readonly AnyEvent[]);
  }
  const recorded = [...intervals.values()]
    .filter((one) => one.state === 'recorded')
    .map((one) => ({ from: one.startsAt, to: one.endsAt as Temporal.Instant | undefined, is: `${one.packml} ${one.mode} ${one.jobOrder}` }));
  const running = heard ? [{ from: heard.now.since, to: undefined, is: `${heard.now.state} ${heard.now.mode} ${heard.now.jobOrder}` }] : [];
  return [...recorded, ...running].toSorted((a, b) => Temporal.Instant.compare(a.from, b.from));
}

type Told = ReturnType<typeof tellAll>;
/** Stretches of one state, mode and job as long as they are: where the same was said again is no border. */
const asLongAsTheyAre = (told: Told) => told.filter((one, i) => one.is !== told[i - 1]?.is).map((one) => `${one.from.toString()} ${one.is}`);
const leavesNoGap = (told: Told) => told.every((one, i) => i === told.length - 1 || one.to?.toString() === told[i + 1]!.from.toString());

/** What is true, reckoned without any of the machinery: the last word of each kind at each moment. */
function truth(said: readonly Said[]): string[] {
  const now = { state: 'unknown', mode: 'produce', job: undefined as string | undefined };
  const stretches = said
    .toSorted((a, b) => a.minute - b.minute)
    .map(({ minute, word }) => {
      Object.assign(now, { [word.kind]: word.value });
      return { at: momentOf(minute).toString(), is: `${now.state} ${now.mode} ${now.job}` };
    });
  return stretches.filter((one, i) => one.is !== stretches[i - 1]?.is).map((one) => `${one.at} ${one.is}`);
}

const words = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('state' as const), value: fc.constantFrom('execute' as const, 'held' as const, 'aborted' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mode' as const), value: fc.constantFrom('produce' as const, 'setup' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('job' as const), value: fc.constantFrom('J1', 'J2') }) },
);
/** Up to sixteen words of different moments over ten weeks, in any order of arrival. */
const inAnyOrder = fc.uniqueArray(fc.record({ minute: fc.integer({ min: 0, max: 100_000 }), word: words }), { selector: (one) => one.minute, maxLength: 16, minLength: 1 });

test('whatever order reports arrive in, the intervals are the same, and they are what was said', () => {
  fc.assert(
    fc.property(inAnyOrder, (said) => {
      const told = tellAll(said);
      assert.deepEqual(asLongAsTheyAre(told), truth(said));
      return leavesNoGap(told);
    }),
    { numRuns: 400 },
  );
});

test('a late word inside a stretch that began weeks ago is inserted', () => {
  const told = tellAll([
    { minute: 0, word: { kind: 'state', value: 'execute' } },
    { minute: 90_000, word: { kind: 'state', value: 'held' } },
    { minute: 70_000, word: { kind: 'state', value: 'aborted' } },
  ]);
  assert.deepEqual(
    told.map((one) => one.is.split(' ')[0]),
    ['execute', 'aborted', 'held'],
  );
});

test('a machine that said it stands just before a job took the unit stands under the job, too', () => {
  const told = tellAll([
    { minute: 0, word: { kind: 'state', value: 'execute' } },
    { minute: 20, word: { kind: 'job', value: 'J1' } },
    { minute: 19, word: { kind: 'state', value: 'held' } },
  ]);
  assert.deepEqual(
    told.map((one) => one.is),
    ['execute produce undefined', 'held produce undefined', 'held produce J1'],
  );
});
