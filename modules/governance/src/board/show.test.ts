import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { equipment } from '@millrace/equipment/module';
import { indicator } from '@millrace/indicator/module';
import { newId } from '@millrace/kernel';
import { material } from '@millrace/material/module';
import { mes } from '@millrace/mes/module';
import { model } from '@millrace/model/module';
import { personnel } from '@millrace/personnel/module';
import { qms } from '@millrace/qms/module';
import { scada } from '@millrace/scada/module';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { governance } from '../module.ts';
import type { EscalationRow } from '../escalation/store.ts';

interface Shown {
  readonly letters: readonly {
    readonly letter: string;
    readonly days: readonly { readonly date: string; readonly state: string; readonly hasAction: boolean; readonly isRestated: boolean; readonly reason: string | null }[];
    readonly number: { readonly value: number | null; readonly isOnTarget: boolean | null; readonly target: number | null };
    readonly why: { readonly unit: string; readonly losses: readonly { readonly label: string; readonly value: number }[] } | null;
    readonly actions: readonly { readonly title: string; readonly isLate: boolean }[];
  }[];
  readonly sentUp: readonly EscalationRow[];
  readonly cameBack: readonly EscalationRow[];
  readonly meeting: { readonly id: string } | null;
}

let p: Plant;
before(async () => {
  p = await plant([model, personnel, equipment, material, work, scada, mes, qms, indicator, governance], { now: '2026-11-20T12:00:00Z' });
  const letter = (name: string, cell: string, chart: string, why: string) => ({ letter: name, name, cell, chart, why });
  await setModel(p, [
    { kind: 'equipment.site', id: 'test', fields: { name: 'Test', timeZone: 'Europe/Berlin', currency: 'EUR' } },
    { kind: 'equipment.area', id: 'A', fields: { name: 'Packaging', in: 'test' } },
    { kind: 'equipment.line', id: 'L2', fields: { name: 'Line 2', in: 'A', constraint: 'U1' } },
    { kind: 'equipment.unit', id: 'U1', fields: { name: 'Blister', in: 'L2' } },
    { kind: 'equipment.unit', id: 'U2', fields: { name: 'Cartoner', in: 'L2' } },
    { kind: 'equipment.reason', id: 'jam', fields: { name: 'Feeder jam', for: 'stop', interval: 'delay' } },
    { kind: 'equipment.reason', id: 'no-order', fields: { name: 'No order', for: 'stop', interval: 'no-order' } },
    { kind: 'personnel.person', id: 'mia', fields: { name: 'Mia' } },
    { kind: 'governance.tier', id: 'T1', fields: { name: 'Huddle', level: 1, meets: '06:30' } },
    {
      kind: 'governance.board',
      id: 'b',
      fields: {
        name: 'Line 2',
        tier: 'T1',
        at: 'L2',
        moderator: 'team-leader',
        letters: [letter('S', 'safety', 'safety', 'open-hazards'), letter('D', 'oee', 'oee', 'stop-reasons')],
      },
    },
    { kind: 'governance.board', id: 'area', fields: { name: 'Packaging', tier: 'T1', at: 'A', letters: [letter('D', 'oee', 'oee', 'none')] } },
    {
      kind: 'governance.ladder',
      id: 'stop',
      fields: { name: 'Stands', at: 'L2', on: 'stop', clock: 'elapsed', steps: [{ after: '0 min', role: 'team-leader', accept: '2 min', answer: '10 min' }] },
    },
    { kind: 'indicator.definition', id: 'oee', fields: { name: 'OEE', measures: 'oee', unit: '%', better: 'higher', decimals: 1 } },
    { kind: 'indicator.definition', id: 'safety', fields: { name: 'Safety cases', measures: 'safety-cases', unit: '1', better: 'lower', decimals: 0 } },
    { kind: 'indicator.target', id: 't1', fields: { indicator: 'oee', at: 'test', from: '2026-01-01', value: '60' } },
    { kind: 'indicator.target', id: 't2', fields: { indicator: 'oee', at: 'L2', from: '2026-11-19', value: '70' } },
    { kind: 'indicator.target', id: 't3', fields: { indicator: 'safety', at: 'test', from: '2026-01-01', value: '0' } },
  ]);
});
after(() => p?.close());

const system = { actor: { kind: 'system', person: 'flow:test' } as const };
const show = (more: object = {}) => p.ask<Shown>('governance.board.show', { board: 'b', ...more });
const reckon = (day: string, hour: string, numerator: number, denominator: number, isFinal = true) =>
  p.act(
    'indicator.value.reckon',
    {
      indicator: 'oee',
      place: 'L2',
      startsAt: `${day}T${hour}:00:00Z`,
      endsAt: `${day}T${String(Number(hour) + 6).padStart(2, '0')}:00:00Z`,
      productionDay: day,
      profile: 'iso-22400-2',
      isFinal,
      reckoned: { numerator, denominator, value: String((numerator / denominator) * 100), flags: [], factors: {}, completeness: 1, sums: {}, basis: [] },
    },
    system,
  );
const letter = (board: Shown, name: string) => board.letters.find((one) => one.letter === name)!;
const dayOf = (board: Shown, name: string, day: number) => letter(board, name).days[day - 1]!;

test('a day is the sum of its shifts, judged by the target that held on it', async () => {
  await reckon('2026-11-18', '06', 65, 100);
  await reckon('2026-11-19', '06', 90, 100);
  await reckon('2026-11-19', '12', 90, 200);
  const board = await show();
  assert.equal(dayOf(board, 'D', 18).state, 'good');
  // 180 of 300 is 60 %; the mean of 90 % and 45 % would be 67.5 %
  assert.equal(letter(board, 'D').number.value, 60);
  assert.equal(letter(board, 'D').number.target, 70);
  assert.equal(dayOf(board, 'D', 19).state, 'bad');
  assert.equal(letter(board, 'D').number.isOnTarget, false);
  assert.equal(dayOf(board, 'D', 17).state, 'missing');
  assert.equal(dayOf(board, 'D', 20).state, 'today');
});
test('an area without values of its own is the sum of its lines, each counted once', async () => {
  const area = await show({ board: 'area' });
  assert.deepEqual([letter(area, 'D').number.value, letter(area, 'D').number.target], [60, 60]);
});
test('late data changes the day and says that it was restated', async () => {
  await reckon('2026-11-18', '06', 50, 100);
  assert.deepEqual([dayOf(await show(), 'D', 18).state, dayOf(await show(), 'D', 18).isRestated], ['bad', true]);
});
test('a safe day is one on which the line was heard and nobody called about safety', async () => {
  assert.equal(letter(await show(), 'S').number.value, null);
  await p.act('scada.unit.report', { place: 'U2', interval: newId(), state: 'execute', at: '2026-11-20T12:00:00Z' }, system);
  assert.deepEqual([letter(await show(), 'S').number.value, letter(await show(), 'S').number.isOnTarget], [0, true]);
  await p.act('mes.andon.call', { call: newId(), place: 'U2', about: 'safety', words: 'guard open' });
  assert.deepEqual([letter(await show(), 'S').number.value, letter(await show(), 'S').number.isOnTarget], [1, false]);
});
test('minutes of stops are those of the constraint, by their reasons, running ones included', async () => {
  const say = (state: string, at: string) => p.act('scada.unit.report', { place: 'U1', interval: newId(), state, at, ...(state === 'held' && { reason: 'jam' }) }, system);
  await say('execute', '2026-11-20T12:00:00Z');
  await say('held', '2026-11-20T12:10:00Z');
  await say('execute', '2026-11-20T12:22:00Z');
  p.clock.advance(3600);
  const why = letter(await show(), 'D').why;
  assert.deepEqual(why, { what: 'stop-reasons', unit: 'min', losses: [{ label: 'Feeder jam', value: 12 }] });
  await say('held', '2026-11-20T13:00:00Z');
  p.clock.advance(300);
  assert.deepEqual(letter(await show(), 'D').why?.losses, [{ label: 'Feeder jam', value: 17 }]);
  await p.act('scada.unit.report', { place: 'U1', interval: newId(), state: 'idle', at: '2026-11-20T13:05:00Z', reason: 'no-order' }, system);
  p.clock.advance(600);
  assert.deepEqual(letter(await show(), 'D').why?.losses, [{ label: 'Feeder jam', value: 17 }], 'time without an order is no stop of the line');
});
test('where nobody has opened an action for safety the board says that there is none, and where nobody counts, that it is not known', async () => {
  assert.deepEqual(letter(await show(), 'S').why?.losses, []);
  assert.equal(letter(await show({ board: 'area' }), 'D').why, null);
});

test('a red day needs an action, or the word of the owner of its board', async () => {
  const said = { board: 'b', place: 'L2', letter: 'D', date: '2026-11-19', reason: 'Feeder jams all night' };
  await assert.rejects(p.act('governance.cell.explain', said), { rule: 'governance.cell.explain/needs-action' });
  await assert.rejects(p.act('governance.cell.explain', { ...said, isAcceptedWithoutAction: true }), { rule: 'governance.cell.explain/not-the-owner' });
  p.setGrants('tina', [{ role: 'team-leader', pattern: 'governance.*', place: null }]);
  await p.act('governance.cell.explain', { ...said, isAcceptedWithoutAction: true }, { actor: { kind: 'person', person: 'tina' } });
  assert.deepEqual([dayOf(await show(), 'D', 19).reason, dayOf(await show(), 'D', 19).hasAction], ['Feeder jams all night', false]);
  const action = newId();
  await p.act('governance.action.open', { action, title: 'New feeder springs', owner: 'mia', due: '2026-11-21T12:00:00Z', place: 'L2', board: 'b', letter: 'D' });
  await p.act('governance.cell.explain', { ...said, action });
  const board = await show();
  assert.equal(dayOf(board, 'D', 19).hasAction, true);
  assert.deepEqual(
    letter(board, 'D').actions.map((one) => [one.title, one.isLate]),
    [['New feeder springs', false]],
  );
  p.clock.advance(26 * 3600);
  assert.equal(letter(await show(), 'D').actions[0]!.isLate, true);
});

test('what was sent up stands on the board with its clock, and comes back with its answer', async () => {
  await p.act('scada.unit.report', { place: 'U1', interval: newId(), state: 'aborted', at: p.clock.now().toString(), callAfterS: 60, ladder: 'stop' }, system);
  p.clock.advance(61);
  await p.engine.settle();
  const [up] = (await show()).sentUp.filter((one) => one.on === 'stop');
  assert.equal(up?.sentence, 'Blister stands: aborted');
  assert.equal(up?.dueAt, p.clock.now().add({ minutes: 2 }).toString());
  const tina = { actor: { kind: 'person', person: 'tina' } as const };
  await p.act('governance.escalation.accept', { escalation: up!.id }, tina);
  await p.act('governance.escalation.answer', { escalation: up!.id, did: 'Star wheel replaced' }, tina);
  const board = await show();
  assert.deepEqual(
    board.sentUp.filter((one) => one.on === 'stop'),
    [],
  );
  assert.equal(board.cameBack[0]?.did, 'Star wheel replaced');
});
test('a meeting runs once at a board', async () => {
  await p.act('governance.meeting.start', { meeting: newId(), board: 'b', place: 'L2' });
  await assert.rejects(p.act('governance.meeting.start', { meeting: newId(), board: 'b', place: 'L2' }), { rule: 'governance.meeting.start/runs-already' });
  const { meeting } = await show();
  await p.act('governance.meeting.note', { meeting: meeting!.id, says: 'Springs first' });
  await p.act('governance.meeting.end', { meeting: meeting!.id });
  assert.equal((await show()).meeting, null);
});
