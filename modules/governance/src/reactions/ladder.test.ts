import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { equipment } from '@millrace/equipment/module';
import { material } from '@millrace/material/module';
import { mes } from '@millrace/mes/module';
import { model } from '@millrace/model/module';
import { personnel } from '@millrace/personnel/module';
import { qms } from '@millrace/qms/module';
import { scada } from '@millrace/scada/module';
import { openPolicy, replayAndCompare } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { governance } from '../module.ts';

let p: Plant;
before(async () => {
  p = await plant([model, personnel, equipment, material, work, scada, mes, qms, governance]);
  const role = (id: string, includes: string[] = []) => ({ kind: 'personnel.role', id, fields: { name: id, includes } });
  const rungs = (...steps: [string, string, string, string][]) => steps.map(([after_, role_, accept, answer]) => ({ after: after_, role: role_, accept, answer }));
  await setModel(p, [
    { kind: 'equipment.site', id: 'test', fields: { name: 'Test', timeZone: 'Europe/Berlin' } },
    { kind: 'equipment.line', id: 'L2', fields: { name: 'Line 2', in: 'test' } },
    { kind: 'equipment.line', id: 'L1', fields: { name: 'Line 1', in: 'test' } },
    ...['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8'].map((id) => ({ kind: 'equipment.unit', id, fields: { name: `Unit ${id}`, in: 'L2' } })),
    { kind: 'equipment.unit', id: 'S1', fields: { name: 'Shadowed', in: 'L1' } },
    role('team-leader'),
    role('supervisor', ['team-leader']),
    role('maintenance'),
    { kind: 'personnel.person', id: 'mia', fields: { name: 'Mia' } },
    {
      kind: 'governance.ladder',
      id: 'stop',
      fields: {
        name: 'Line stands',
        at: 'L2',
        on: 'stop',
        clock: 'elapsed',
        groupBy: 'cause',
        steps: rungs(['0 min', 'team-leader', '2 min', '10 min'], ['5 min', 'maintenance', '5 min', '15 min'], ['18 min', 'supervisor', '5 min', '30 min']),
      },
    },
    {
      kind: 'governance.ladder',
      id: 'stop-1',
      fields: {
        name: 'Line 1 stands',
        at: 'L1',
        on: 'stop',
        clock: 'elapsed',
        steps: rungs(['0 min', 'team-leader', '2 min', '10 min'], ['5 min', 'maintenance', '5 min', '15 min']),
      },
    },
    {
      kind: 'governance.ladder',
      id: 'help',
      fields: { name: 'Help', at: 'test', on: 'call', clock: 'elapsed', groupBy: 'none', steps: rungs(['0 min', 'team-leader', '2 min', '10 min']) },
    },
    {
      kind: 'governance.ladder',
      id: 'help-2',
      fields: { name: 'Help at line 2', at: 'L2', on: 'call', clock: 'elapsed', groupBy: 'none', steps: rungs(['0 min', 'maintenance', '2 min', '10 min']) },
    },
    {
      kind: 'governance.ladder',
      id: 'patient',
      fields: {
        name: 'Help that may wait',
        at: 'U8',
        on: 'call',
        clock: 'elapsed',
        groupBy: 'equipment',
        steps: rungs(['5 min', 'team-leader', '3 min', '10 min'], ['15 min', 'maintenance', '10 min', '30 min'], ['60 min', 'supervisor', '5 min', '30 min']),
      },
    },
    {
      kind: 'governance.ladder',
      id: 'overdue',
      fields: {
        name: 'Overdue',
        at: 'test',
        on: 'action-overdue',
        clock: 'working',
        steps: rungs(['1 day', 'team-leader', '1 day', '2 days'], ['3 days', 'supervisor', '1 day', '2 days']),
      },
    },
  ]);
  p.setPolicy({
    ...openPolicy,
    isWithin: (place, within) => place === within || (place.startsWith('U') && within === 'L2') || (place === 'S1' && within === 'L1'),
    modeOf: (rule, place) => (rule.startsWith('governance.escalation') && place === 'S1' ? 'shadow' : 'enforce'),
  });
  const grant = (role_: string, place: string | null, pattern = 'governance.escalation.*') => ({ role: role_, pattern, place });
  p.setGrants('tina', [grant('team-leader', 'L2')]);
  p.setGrants('tom', [grant('team-leader', 'L1')]);
  p.setGrants('mia', [grant('maintenance', null)]);
  p.setGrants('sue', [grant('supervisor', null)]);
  // two roles, of which the one that is called comes second
  p.setGrants('two', [grant('maintenance', null), grant('team-leader', null)]);
});
after(() => p?.close());

const system = { kind: 'system', person: 'flow:test' } as const;
const as = (person: string) => ({ actor: { kind: 'person', person } as const });
const say = async (place: string, state: string, more: object = {}) => {
  await p.act('scada.unit.report', { place, interval: newId(), state, at: p.clock.now().toString(), ...more }, { actor: system });
  await p.engine.settle();
};
const stop = (place: string) => say(place, 'held', { callAfterS: 300, ladder: place === 'S1' ? 'stop-1' : 'stop' });
const wait = async (minutes: number) => {
  p.clock.advance(minutes * 60);
  await p.engine.settle();
};
interface Row {
  readonly id: string;
  readonly state: string;
  readonly step: number;
  readonly mode: string;
  readonly sentence: string;
  readonly ended_at: unknown;
  readonly also: unknown[];
  readonly calls: { role: string; acceptedBy?: string }[];
  readonly ladder: { name: string };
}
const at = async (place: string) => (await p.owner.query<Row>('select * from governance.escalation where place = $1 order by raised_at, id', [place])).rows;
const roles = (row: Row | undefined) => row?.calls.map((one) => one.role);

test('a stop calls nobody before its limit, and the first step then', async () => {
  await stop('U1');
  await wait(4.9);
  assert.deepEqual(await at('U1'), []);
  await wait(0.2);
  const [row] = await at('U1');
  assert.equal(row?.state, 'raised');
  assert.equal(row?.sentence, 'Unit U1 stands: held');
  assert.deepEqual(roles(row), ['team-leader']);
});
test('when nobody accepts, the next step is called at its time, and no step after the last', async () => {
  await wait(4.9);
  assert.deepEqual(roles((await at('U1'))[0]), ['team-leader']);
  await wait(0.2);
  assert.deepEqual(roles((await at('U1'))[0]), ['team-leader', 'maintenance']);
  await wait(13);
  assert.deepEqual(roles((await at('U1'))[0]), ['team-leader', 'maintenance', 'supervisor']);
  await wait(600);
  assert.equal((await at('U1'))[0]?.calls.length, 3);
});
test('a stop that ends before anybody accepted is withdrawn, and kept', async () => {
  await say('U1', 'execute');
  const [row] = await at('U1');
  assert.equal(row?.state, 'withdrawn');
  assert.equal((await at('U1')).length, 1);
});
test('a machine that goes on before the limit calls nobody', async () => {
  await stop('U2');
  await wait(4);
  await say('U2', 'execute');
  await wait(30);
  assert.deepEqual(await at('U2'), []);
});
test('a machine that is no longer heard does not end the escalation of its stop', async () => {
  await stop('U7');
  await wait(6);
  await p.act('scada.unit.lose', { place: 'U7', interval: newId(), at: p.clock.now().toString() }, { actor: system });
  await p.engine.settle();
  assert.equal((await at('U7'))[0]?.state, 'raised');
});

test('only those accept whose role was called, at the place or above it', async () => {
  await stop('U3');
  await wait(6);
  const escalation = (await at('U3'))[0]!.id;
  await assert.rejects(p.act('governance.escalation.accept', { escalation }, as('mia')), {
    rule: 'governance.escalation.accept/not-called',
    message: 'This calls team leader. You act as maintenance; leave it to them, or tell them of it.',
  });
  await assert.rejects(p.act('governance.escalation.accept', { escalation }, as('tom')), { rule: 'governance.escalation.accept/not-permitted' });
  await p.act('governance.escalation.accept', { escalation }, as('tina'));
  const [row] = await at('U3');
  assert.equal(row?.state, 'accepted');
  assert.equal(row?.calls[0]?.acceptedBy, 'tina');
  await assert.rejects(p.act('governance.escalation.accept', { escalation }, as('sue')), { rule: 'governance.escalation.accept/accepted-already' });
});
test('an accepted escalation climbs when its answer is late, and the next step must accept it', async () => {
  await wait(9.9);
  assert.equal((await at('U3'))[0]?.state, 'accepted');
  await wait(0.2);
  const [row] = await at('U3');
  assert.equal(row?.state, 'raised');
  assert.deepEqual(roles(row), ['team-leader', 'maintenance']);
  await p.act('governance.escalation.accept', { escalation: row!.id }, as('mia'));
});
test('only whoever accepted answers, and only what was accepted is answered', async () => {
  const escalation = (await at('U3'))[0]!.id;
  await assert.rejects(p.act('governance.escalation.answer', { escalation, did: 'Star wheel cleaned' }, as('tina')), { rule: 'governance.escalation.answer/not-yours' });
  await p.act('governance.escalation.answer', { escalation, did: 'Star wheel cleaned', containment: 'Checked every hour' }, as('mia'));
  assert.equal((await at('U3'))[0]?.state, 'answered');
});
test('an answered escalation is closed when the machine runs', async () => {
  await say('U3', 'execute');
  assert.equal((await at('U3'))[0]?.state, 'closed');
});

test('a stop that ends while somebody has it still asks for the answer, wakes nobody else, and is closed by it', async () => {
  await stop('U4');
  await wait(6);
  const escalation = (await at('U4'))[0]!.id;
  await p.act('governance.escalation.accept', { escalation }, as('sue'));
  await say('U4', 'execute');
  await wait(60);
  const [row] = await at('U4');
  assert.equal(row?.state, 'accepted');
  assert.ok(row?.ended_at);
  assert.deepEqual(roles(row), ['team-leader']);
  await p.act('governance.escalation.answer', { escalation, did: 'Jam removed' }, as('sue'));
  assert.equal((await at('U4'))[0]?.state, 'closed');
});
test('the same unit standing again while somebody has it joins the escalation that runs', async () => {
  await stop('U5');
  await wait(6);
  const escalation = (await at('U5'))[0]!.id;
  await p.act('governance.escalation.accept', { escalation }, as('two'));
  await say('U5', 'execute');
  await stop('U5');
  await wait(6);
  const rows = await at('U5');
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.also.length, 1);
  assert.equal(rows[0]?.ended_at, null);
});

test('in shadow mode an escalation is recorded and climbs, and nobody can be called by it', async () => {
  await stop('S1');
  await wait(5);
  await wait(5);
  const [row] = await at('S1');
  assert.equal(row?.mode, 'shadow');
  assert.deepEqual(roles(row), ['team-leader', 'maintenance']);
  await assert.rejects(p.act('governance.escalation.accept', { escalation: row!.id }, as('tom')), { rule: 'governance.escalation.accept/calls-nobody' });
});

test('a call for help finds the nearest ladder, and answering it answers the call', async () => {
  const call = newId();
  await p.act('mes.andon.call', { call, place: 'U6', about: 'maintenance', words: 'belt off' });
  await p.engine.settle();
  const [row] = await at('U6');
  assert.equal(row?.ladder.name, 'help-2');
  assert.equal(row?.sentence, 'Help is asked for: maintenance, belt off');
  await p.act('governance.escalation.accept', { escalation: row!.id }, as('mia'));
  await p.act('governance.escalation.answer', { escalation: row!.id, did: 'Belt put back' }, as('mia'));
  await p.engine.settle();
  assert.equal((await p.owner.query('select state from mes.call where id = $1', [call])).rows[0].state, 'answered');
  assert.equal((await at('U6'))[0]?.state, 'closed');
});
test('who accepts before the first step is due has that step: nobody else is called for it, and without their answer the next one is', async () => {
  await p.act('mes.andon.call', { call: newId(), place: 'U8', about: 'maintenance' });
  await p.engine.settle();
  const escalation = (await at('U8'))[0]!.id;
  await wait(4);
  await p.act('governance.escalation.accept', { escalation }, as('tina'));
  await wait(10.9);
  const [taken] = await at('U8');
  assert.deepEqual([taken?.state, taken?.step, roles(taken)], ['accepted', 0, ['team-leader']]);
  await wait(0.2);
  const [climbed] = await at('U8');
  assert.deepEqual([climbed?.state, climbed?.step, roles(climbed)], ['raised', 1, ['team-leader', 'maintenance']]);
});
test('the list says of every step when it was called or will be, and by when an answer is owed is never after the next call', async () => {
  const { rows } = (await p.ask('governance.escalation.list', { place: 'U8', sort: '-raisedAt' })) as {
    rows: { dueAt: string; raisedAt: string; ahead: { role: string; at: string }[]; next: { at: string } }[];
  };
  const minutes = (to: string) => Math.round((Date.parse(to) - Date.parse(rows[0]!.raisedAt)) / 60_000);
  assert.deepEqual([minutes(rows[0]!.dueAt), minutes(rows[0]!.next.at), rows[0]!.ahead.map((one) => [one.role, minutes(one.at)])], [25, 60, [['supervisor', 60]]]);
});
test('a call answered at the terminal before anybody accepted withdraws its escalation', async () => {
  const call = newId();
  await p.act('mes.andon.call', { call, place: 'L1', about: 'quality' });
  await p.engine.settle();
  await p.act('mes.andon.answer', { call });
  await p.engine.settle();
  assert.deepEqual(
    (await at('L1')).map((row) => [row.ladder.name, row.state]),
    [['help', 'withdrawn']],
  );
});

test('an overdue action goes up its ladder on the working clock, and its completion ends that', async () => {
  const action = newId();
  await p.act('governance.action.open', { action, title: 'Order star wheel', owner: 'mia', due: p.clock.now().add({ hours: 2 }).toString(), place: 'L2', letter: 'D' });
  await wait(119);
  assert.deepEqual(await at('L2'), []);
  await wait(2);
  assert.deepEqual(
    (await at('L2')).map((row) => [row.state, row.step, row.calls.length]),
    [['raised', -1, 0]],
  );
  await wait(24 * 60);
  assert.deepEqual(roles((await at('L2'))[0]), ['team-leader']);
  p.setGrants('mia', [{ role: 'maintenance', pattern: '*', place: null }]);
  await p.act('governance.action.complete', { action, result: 'Ordered, arrives Monday' }, as('mia'));
  await p.engine.settle();
  assert.equal((await at('L2'))[0]?.state, 'withdrawn');
  await assert.rejects(p.act('governance.action.verify', { action, effect: 'no jams since' }, as('mia')), { rule: 'governance.action.verify/own-action' });
  await p.act('governance.action.verify', { action, effect: 'no jams for a week' }, as('ben'));
  assert.match((await p.owner.query('select number from governance.action where id = $1', [action])).rows[0].number, /^ACT-2026-\d{4}$/);
});

test('rows are what the events say', async () => {
  for (const noun of p.rooms.nouns.values()) assert.deepEqual(await replayAndCompare(p.database, 'test', noun, p.shell.parts.tables.get(noun.address)!), []);
});
