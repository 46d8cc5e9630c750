import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideWith, newId, type EventIn, type Id } from '@millrace/kernel';
import { actOf } from '@millrace/testkit/pure';
import { at, heard, place } from '../unit/unit.fixture.ts';
import { insertLate } from './insert-late.ts';
import { bucketOf, interval, type Interval } from './interval.ts';

const early: Interval = {
  id: newId() as Id<'scada.interval'>,
  state: 'recorded',
  place,
  bucket: bucketOf(place, at(0)),
  packml: 'execute',
  mode: 'produce',
  startsAt: at(0),
  endsAt: at(60),
  jobOrder: 'job-1',
  source: 'machine',
};
const insert = (minute: number, state: 'aborted' | 'execute' = 'aborted', around: Interval[] = [early]) =>
  decideWith(insertLate, { unit: [heard], around }, { place, interval: newId<'scada.interval'>(), word: { kind: 'state', value: state }, at: at(minute) }, actOf()) as EventIn<
    typeof interval
  >[];
const kinds = (events: ReturnType<typeof insert>) => events.map((event) => event.type);

test('late data cuts the interval it lies in, and the new one carries its job and says that it came late', () => {
  const [cut, late] = insert(30);
  const before = interval.evolve(early, cut!);
  const after = interval.evolve(undefined, late!);
  assert.deepEqual([before.endsAt.toString(), after.startsAt.toString(), after.endsAt.toString()], ['2026-11-22T06:30:00Z', '2026-11-22T06:30:00Z', '2026-11-22T07:00:00Z']);
  assert.deepEqual([after.packml, after.jobOrder, after.source], ['aborted', 'job-1', 'late']);
});
test('late data at the very start of an interval replaces it whole', () => {
  const [first, late] = insert(0);
  assert.deepEqual(kinds([first!, late!]), ['scada.interval.replaced', 'scada.interval.recorded']);
  assert.equal(interval.evolve(early, first!).state, 'replaced');
});
test('late data that says what is known already leaves its moment and changes nothing else', () => {
  const [confirmed, ...more] = insert(30, 'execute');
  assert.deepEqual([confirmed!.type, more.length], ['scada.interval.confirmed', 0]);
  const after = interval.evolve(early, confirmed!);
  assert.deepEqual([after.endsAt.toString(), after.said?.state?.again?.map(String)], ['2026-11-22T07:00:00Z', ['2026-11-22T06:30:00Z']]);
});
test('late data holds only until the machine said again what it did', () => {
  const parts = insert(20, 'aborted', [interval.evolve(early, insert(30, 'execute')[0]!)])
    .slice(1)
    .map((event) => interval.evolve(undefined, event));
  assert.deepEqual(
    parts.map((one) => [one.packml, one.startsAt.toString().slice(11, 16), one.endsAt.toString().slice(11, 16)]),
    [
      ['aborted', '06:20', '06:30'],
      ['execute', '06:30', '07:00'],
    ],
  );
});
test('the end of an interval is not part of it', () => {
  assert.deepEqual(insert(60), []);
});
test('a replaced interval is not cut again', () => {
  assert.deepEqual(insert(30, 'aborted', [{ ...early, state: 'replaced' }]), []);
});
