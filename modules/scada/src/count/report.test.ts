import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actOf, done } from '@millrace/testkit/pure';
import { count, type Count } from './count.ts';
import { reportCount } from './report.ts';

const at = (time: string) => Temporal.Instant.from(`2026-11-22T${time}Z`);
const said = (time: string, total: number, scrap = 0) => ({ place: 'packaging-2', at: at(time), total, scrap });
const first = done<Count>(count, undefined, reportCount, said('06:07:00', 100, 2), actOf(), []).state;

test('pieces go to the quarter of an hour in which they were made', () => {
  assert.deepEqual([first.startsAt.toString(), first.total, first.scrap], ['2026-11-22T06:00:00Z', 100, 2]);
});
test('pieces of the same quarter of an hour add up', () => {
  const { state } = done(count, first, reportCount, said('06:14:59', 50, 1), actOf(), [first]);
  assert.deepEqual([state.total, state.scrap], [150, 3]);
});
test('the full quarter begins the next one', () => {
  assert.notEqual(done<Count>(count, undefined, reportCount, said('06:15:00', 1), actOf(), []).state.id, first.id);
});
test('a machine that made nothing leaves no event', () => {
  assert.deepEqual(done(count, first, reportCount, said('06:10:00', 0), actOf(), [first]).events, []);
});
test('half a piece or fewer than none is no count', () => {
  assert.equal(reportCount.input.safeDecode({ ...said('06:00:00', 0.5), at: '2026-11-22T06:00:00Z' }).success, false);
  assert.equal(reportCount.input.safeDecode({ ...said('06:00:00', -1), at: '2026-11-22T06:00:00Z' }).success, false);
});
