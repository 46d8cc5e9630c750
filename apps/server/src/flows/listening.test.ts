import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listening } from './listening.ts';

const at = (second: number) => Temporal.Instant.from('2026-11-22T09:00:00Z').add({ seconds: second });

/** A line with silence of 30 s, opened at nine; `knows` is what the interpreter knows of its units. */
function line({ before, knows = {} }: { before?: Temporal.Instant | undefined; knows?: Record<string, 'heard' | 'lost'> } = {}) {
  const units = ['U1', 'U2'];
  const { begin, beat } = listening({ units: () => units, knows: (unit) => knows[unit] ?? 'nothing', before, openedAt: at(0), staleAfterS: 30 });
  const shown = (list: ReturnType<typeof begin>) => list.map((one) => `${one.units.join('+')} ${one.since.toString().slice(11, 19)}`);
  return { units, knows, begin: () => shown(begin()), beat: (second: number, isConnected: boolean) => shown(beat(at(second), isConnected)) };
}

test('after a pause longer than silence may last, nothing that was said before it holds, from when somebody listened last', () => {
  assert.deepEqual([line({ before: at(-600) }).begin(), line({ before: at(-10) }).begin(), line().begin()], [['U1+U2 08:50:00'], [], []]);
});
test('a unit that says no word after a short pause is unknown since the pause began; one that speaks goes on', () => {
  const { beat } = line({ before: at(-10), knows: { U1: 'heard' } });
  assert.deepEqual([beat(25, true), beat(35, true)], [[], ['U2 08:59:50']]);
});
test('while the line is away for longer than silence may last, every unit is unknown since it stood last, and is told so once', () => {
  const { beat, knows } = line({ knows: { U1: 'heard', U2: 'heard' } });
  assert.deepEqual([beat(40, true), beat(60, false), beat(71, false)], [[], [], ['U1+U2 09:00:40']]);
  Object.assign(knows, { U1: 'lost', U2: 'lost' });
  assert.deepEqual(beat(76, false), []);
});
test('a line that never stood since it was opened loses its units from when it was heard before', () => {
  const { beat } = line({ before: at(-20) });
  assert.deepEqual([beat(5, false), beat(11, false)], [[], ['U1+U2 08:59:40']]);
});
test('a unit that a revision brings to a line has as long to speak as the others had, and is never lost from before it came', () => {
  const { units, beat, knows } = line({ before: at(-10), knows: { U1: 'heard', U2: 'heard' } });
  beat(100, true);
  units.push('U3');
  assert.deepEqual([beat(105, true), beat(130, true), beat(136, true)], [[], [], ['U3 09:01:45']]);
  knows.U3 = 'lost';
  assert.deepEqual(beat(140, true), []);
});
