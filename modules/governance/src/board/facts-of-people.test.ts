import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { equipment } from '@millrace/equipment/module';
import { indicator } from '@millrace/indicator/module';
import { newId } from '@millrace/kernel';
import { material } from '@millrace/material/module';
import { executionOf } from '@millrace/mes';
import { mes } from '@millrace/mes/module';
import { model } from '@millrace/model/module';
import { personnel } from '@millrace/personnel/module';
import { qms } from '@millrace/qms/module';
import { scada } from '@millrace/scada/module';
import { openPolicy } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { work } from '@millrace/work/module';
import { governance } from '../module.ts';

let p: Plant;
before(async () => {
  p = await plant([model, personnel, equipment, material, work, scada, mes, qms, indicator, governance], { now: '2026-11-20T07:00:00Z' });
  const person = (id: string, holds: object[]) => ({ kind: 'personnel.person', id, fields: { name: id, crew: 'A', holds } });
  const assigned = (id: string) => ({ kind: 'personnel.role-assignment', id, fields: { person: id, role: 'operator', at: 'L2' } });
  const measured = (id: string, measures: string) => ({ kind: 'indicator.definition', id, fields: { name: id, measures, unit: '%', better: 'higher', decimals: 0 } });
  await setModel(p, [
    { kind: 'equipment.site', id: 'test', fields: { name: 'Test', timeZone: 'Europe/Berlin' } },
    { kind: 'equipment.line', id: 'L2', fields: { name: 'Line 2', in: 'test', constraint: 'U1' } },
    { kind: 'equipment.unit', id: 'U1', fields: { name: 'Blister', in: 'L2' } },
    { kind: 'personnel.qualification', id: 'line', fields: { name: 'Blister line' } },
    person('ana', [{ qualification: 'line', since: '2026-01-10' }]),
    person('ben', []),
    assigned('ana'),
    assigned('ben'),
    {
      kind: 'work.master',
      id: 'pack',
      fields: { name: 'Pack', segment: 'Packaging', requires: 'line', on: [{ at: 'U1' }], steps: [{ id: 'check', title: 'Weigh', every: '30 min', data: [] }] },
    },
    { kind: 'governance.tier', id: 'T1', fields: { name: 'Huddle', level: 1 } },
    {
      kind: 'governance.board',
      id: 'b',
      fields: {
        name: 'Line 2',
        tier: 'T1',
        at: 'L2',
        letters: [
          { letter: 'S', name: 'Safety', cell: 'hazards', chart: 'hazards', why: 'open-hazards' },
          { letter: 'P', name: 'People', cell: 'skills', chart: 'checks', why: 'training-gaps' },
        ],
      },
    },
    measured('hazards', 'hazards-closed-on-time'),
    measured('skills', 'crew-coverage'),
    measured('checks', 'standard-work-done'),
  ]);
  // the plant only advises on skills: work without them happens, and the board shows it
  p.setPolicy({ ...openPolicy, modeOf: (rule) => (rule.endsWith('/unqualified') ? 'advise' : 'enforce') });
});
after(() => p?.close());

const as = (person: string) => ({ actor: { kind: 'person', person } as const });
const wait = async (minutes: number) => {
  p.clock.advance(minutes * 60);
  await p.engine.settle();
};
interface Shown {
  readonly letters: readonly {
    readonly letter: string;
    readonly number: { readonly value: number | null };
    readonly run: { readonly points: readonly { readonly date: string; readonly value: number | null }[] };
    readonly why: { readonly unit: string; readonly losses: readonly { readonly label: string; readonly value: number }[] } | null;
  }[];
}
const letter = async (name: string) => {
  const shown = await p.ask<Shown>('governance.board.show', { board: 'b' });
  return shown.letters.find((one) => one.letter === name)!;
};
const jobBy = async (person: string) => {
  const jobOrder = newId<'work.job-order'>();
  await p.act('work.job-order.create', {
    jobOrder,
    workType: 'production',
    place: 'U1',
    workMaster: 'pack',
    quantity: { value: '100', unit: '1' },
    plannedStart: p.clock.now().toString(),
  });
  await p.act('work.job-order.dispatch', { jobOrder });
  await p.act('work.job-order.start', { jobOrder, at: 'U1', workMaster: 'pack', person }, as(person));
  await p.engine.settle();
  return jobOrder;
};

/** What a number counts, added up: the same sums as those the board shows. */
const countedOf = async (name: string, of: 'cell' | 'chart') => {
  const told = await p.ask<{ days: { date: string; value: number | null }[]; rows: { noun: string; label: string; says: string; isGood: boolean | null }[] }>(
    'governance.board.explain',
    { board: 'b', letter: name, of },
  );
  return {
    days: told.days.map((one) => [one.date, one.value]),
    rows: told.rows.map((one) => [one.noun, one.label.replace(/JO-\d+-\d+|ACT-\d+-\d+/, '#'), one.says.replace(/ at .*/, ''), one.isGood]),
  };
};

test('a day without work has no number of people, and is no gap', async () => {
  assert.equal((await letter('P')).number.value, null);
});
test('work is covered when somebody who did it holds what it asks for; the share stands on the board', async () => {
  const first = await jobBy('ana');
  assert.equal((await letter('P')).number.value, 100);
  await p.act('mes.step.complete', { execution: executionOf(first), step: 'check' });
  await p.act('mes.step.end-checks', { execution: executionOf(first), step: 'check' });
  await p.engine.settle();
  await p.act('work.job-order.complete', { jobOrder: first });
  await jobBy('ben');
  assert.equal((await letter('P')).number.value, 50);
});
test('a check whose time ran out counts against the checks done in time', async () => {
  const today = async () => (await letter('P')).run.points.at(-1)!.value;
  assert.equal(await today(), 100);
  await wait(31);
  assert.equal(await today(), 50);
});
test('those who lack what the work here asks for are counted as why', async () => {
  assert.deepEqual((await letter('P')).why, { what: 'training-gaps', unit: 'people', losses: [{ label: 'Blister line', value: 1 }] });
});
test('an action for safety that is open is a hazard, and one not done by its day is not closed on time', async () => {
  await p.act('governance.action.open', {
    action: newId(),
    title: 'Guard feeder',
    owner: 'ben',
    due: p.clock.now().add({ hours: 1 }).toString(),
    place: 'L2',
    board: 'b',
    letter: 'S',
  });
  assert.deepEqual((await letter('S')).why?.losses, [{ label: 'Guard feeder', value: 1 }]);
  assert.equal((await letter('S')).number.value, null);
  await wait(61);
  assert.equal((await letter('S')).number.value, 0);
});
test('each number of people explains itself down to the records it counts, and they add up to it', async () => {
  const shown = await p.ask<Shown>('governance.board.show', { board: 'b' });
  const of = (name: string) => shown.letters.find((one) => one.letter === name)!;
  const [hazards, skills, checks] = await Promise.all([countedOf('S', 'cell'), countedOf('P', 'cell'), countedOf('P', 'chart')]);
  assert.deepEqual(
    [hazards, skills, checks].map((one) => one.days),
    [[['2026-11-20', of('S').number.value]], [['2026-11-20', of('P').number.value]], [['2026-11-20', of('P').run.points.at(-1)!.value]]],
  );
  assert.deepEqual(hazards.rows, [['governance.action', '# Guard feeder', 'was due and is not done', false]]);
  assert.deepEqual(skills.rows, [
    ['work.job-order', '#', 'nobody who worked held line', false],
    ['work.job-order', '#', 'somebody held line', true],
  ]);
  assert.deepEqual(checks.rows, [
    ['mes.execution', '#, check 1 of Weigh', 'was due and is not done', false],
    ['mes.execution', '#, check 1 of Weigh', 'done in time', true],
  ]);
});
test('a number that no board has is not explained', async () => {
  await assert.rejects(p.ask('governance.board.explain', { board: 'b', letter: 'Q' }), { rule: 'governance.board.explain/not-found' });
});
