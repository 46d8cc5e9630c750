import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { modelOf } from '@millrace/model';
import { demoPassword } from './demo.ts';
import { planPlant } from './model-plan.ts';
import { wholeHouse, type Guest, type WholeHouse } from './testing.ts';

// A change of the model is proposed by one, signed by others, and comes into force on its day.

let plant: WholeHouse;
let [qa, manager]: Guest[] = [];
const start = '2026-11-20T08:00:00Z';
before(async () => {
  plant = await wholeHouse('tablets', start);
  qa = await plant.as('qa-1');
  manager = await plant.as('plant-manager-1');
});
after(() => plant?.close());

const says = 'I approve this change of the operating model, having seen what it would do';
const signed = (meaning = says) => ({ signature: { meaning, secret: demoPassword } });
const fieldsOf = (id: string) => plant.house.policy().model.byKey.get(`material.definition ${id}`)?.fields as Record<string, unknown>;
const summary = { add: 0, change: 1, rename: 0, retire: 0, alike: 0 };
/** A plan that gives a material another way of storing it. */
const storing = (id: string, storage: string, more: object = {}) => ({
  revision: newId(),
  plan: 'plan-of-a-test',
  from: '-',
  to: '-',
  summary,
  steps: [{ action: 'change', kind: 'material.definition', id, before: fieldsOf(id), after: { ...fieldsOf(id), storage } }],
  ...more,
});
const stateOf = async (revision: string) => (await plant.rows('select state, applied_by, approved_by, ended_why from model.revision where id = $1', revision))[0]!;
const settle = async () => {
  await plant.house.engine.settle();
  await plant.house.refreshModel();
};

test('an approved change waits for its day, comes into force by the clock, and stays in the name of whoever approved it', async () => {
  const plan = storing('EX-01', 'Dry', { effectiveAt: '2026-11-23T05:00:00Z' });
  const answer = await qa!.post('model.revision.apply', plan, signed());
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  await settle();
  assert.deepEqual([(await stateOf(plan.revision))['state'], fieldsOf('EX-01')['storage']], ['approved', undefined]);
  plant.clock.moveTo(Temporal.Instant.from('2026-11-23T05:00:01Z'));
  await settle();
  assert.deepEqual(await stateOf(plan.revision), { state: 'applied', applied_by: 'qa-1', approved_by: 'qa-1', ended_why: null });
  assert.equal(fieldsOf('EX-01')['storage'], 'Dry');
});

test('a change whose ground moved while it waited lapses and says what moved', async () => {
  const waiting = storing('EX-02', 'Dry', { effectiveAt: '2026-11-24T05:00:00Z' });
  qa = await plant.as('qa-1');
  assert.equal((await qa.post('model.revision.apply', waiting, signed())).status, 200);
  assert.equal((await qa.post('model.revision.apply', storing('EX-02', 'Cool'), signed())).status, 200);
  plant.clock.moveTo(Temporal.Instant.from('2026-11-24T05:00:01Z'));
  await settle();
  const after = await stateOf(waiting.revision);
  assert.deepEqual([after['state'], after['ended_why']], ['lapsed', 'material.definition EX-02 is not as it was when this was planned. Plan it again.']);
  assert.equal(fieldsOf('EX-02')['storage'], 'Cool');
});

test('a change whose object another system owns on its day lapses and says who owns it', async () => {
  qa = await plant.as('qa-1');
  const waiting = storing('EX-04', 'Dry', { effectiveAt: '2026-11-24T07:00:00Z' });
  assert.equal((await qa.post('model.revision.apply', waiting, signed())).status, 200);
  const rule = { kind: 'integration.ownership', id: 'material.definition / * / 2026-01-01', fields: { what: 'material.definition', owner: 'erp', from: '2026-01-01' } };
  await plant.revise([rule]);
  plant.clock.moveTo(Temporal.Instant.from('2026-11-24T07:00:01Z'));
  await settle();
  const after = await stateOf(waiting.revision);
  assert.equal(after['state'], 'lapsed');
  assert.match(String(after['ended_why']), /is owned by .*Plan it again\.$/);
  assert.deepEqual(await plant.rows('select from store.task'), []);
  await plant.revise([{ kind: rule.kind, id: rule.id }]);
});

test('an approved change that is withdrawn never comes into force', async () => {
  qa = await plant.as('qa-1');
  const waiting = storing('EX-03', 'Dry', { effectiveAt: '2026-11-25T05:00:00Z' });
  await qa.post('model.revision.apply', waiting, signed());
  const withdrawn = await qa.post('model.revision.withdraw', { revision: waiting.revision, why: 'Planned too early' });
  assert.equal(withdrawn.status, 200, JSON.stringify(withdrawn.body));
  plant.clock.moveTo(Temporal.Instant.from('2026-11-25T05:00:01Z'));
  await settle();
  qa = await plant.as('qa-1');
  assert.equal((await stateOf(waiting.revision))['state'], 'withdrawn');
  assert.equal(fieldsOf('EX-03')['storage'], undefined);
  assert.equal((await qa.post('model.revision.withdraw', { revision: waiting.revision, why: 'again' })).body.rule, 'model.revision.withdraw/too-late');
});

test('a change that waits for its day is neither approved nor proposed a second time, and who asks is told by which revision', async () => {
  qa = await plant.as('qa-1');
  const waiting = storing('EX-03', 'Dry', { effectiveAt: '2026-12-01T05:00:00Z' });
  const approved = await qa.post('model.revision.apply', waiting, signed());
  const number = (approved.body.records as { noun: string; number: string }[]).find((one) => one.noun === 'model.revision')!.number;
  const again = { ...waiting, revision: newId() };
  const refused = await qa.post('model.revision.apply', again, signed());
  assert.equal(refused.body.rule, 'model.revision.apply/waits-already', JSON.stringify(refused.body));
  assert.equal(
    refused.body.detail,
    `What this would do to material.definition EX-03 waits already: ${number}, approved, in force from 1 Dec 2026, 06:00. Withdraw ${number} first if it is to come otherwise.`,
  );
  const engineer = await plant.as('process-engineer-1');
  assert.equal((await engineer.post('model.revision.propose', again)).body.rule, 'model.revision.propose/waits-already');
  const { objects } = plant.house.policy().model;
  const wanted = modelOf(objects.map((one) => (one.id === 'EX-03' && one.kind === 'material.definition' ? { ...one, fields: { ...one.fields, storage: 'Dry' } } : one)));
  const report = await planPlant(plant.house, 'plants/tablets', wanted);
  assert.deepEqual([report.changes, report.waiting.map((one) => [one.number, one.steps.map(({ id, files }) => [id, files])])], [[], [[number, [['EX-03', 'same']]]]]);
  assert.equal((await qa.post('model.revision.withdraw', { revision: waiting.revision, why: 'It is to come at once' })).status, 200);
  assert.equal((await planPlant(plant.house, 'plants/tablets', wanted)).changes.length, 1);
  assert.equal((await qa.post('model.revision.apply', { ...again, effectiveAt: undefined }, signed())).status, 200);
});

test('a plan is not applied where an object is no longer as it was compared', async () => {
  qa = await plant.as('qa-1');
  const first = storing('EX-01', 'Cool');
  const second = storing('EX-01', 'Warm');
  assert.equal((await qa.post('model.revision.apply', first, signed())).status, 200);
  assert.equal((await qa.post('model.revision.apply', second, signed())).body.rule, 'model.revision.apply/moved-on');
});

const unit = (id: string, kind: string) => ({ action: 'add', kind: 'equipment.unit', id, after: { name: id, in: 'packaging-1', class: kind } });
const planOf = (steps: readonly object[], more: object = {}) => ({ revision: newId(), plan: 'plan-of-a-test', from: '-', to: '-', summary, steps, ...more });

test('of two plans that are each right and together leave a unit without its class, one is applied and the other is told what it would break', async () => {
  qa = await plant.as('qa-1');
  const old = { name: 'Old blister machine' };
  await plant.revise([{ kind: 'equipment.class', id: 'old-blister', fields: old }]);
  const [retires, adds] = [planOf([{ action: 'retire', kind: 'equipment.class', id: 'old-blister', before: old }]), planOf([unit('PK-99', 'old-blister')])];
  const answers = await Promise.all([qa.post('model.revision.apply', retires, signed()), qa.post('model.revision.apply', adds, signed())]);
  assert.deepEqual(answers.map((one) => one.status).toSorted(), [200, 409], JSON.stringify(answers.map((one) => one.body)));
  const refused = answers.find((one) => one.status === 409)!.body;
  assert.equal(refused.rule, 'model.revision.apply/not-whole');
  assert.match(refused.detail, /equipment\.unit PK-99, class: `class` names the equipment class old-blister, which is not in the model\./);
  const [problem] = refused.facts.problems;
  assert.deepEqual([problem.kind, problem.id, problem.path, problem.code], ['equipment.unit', 'PK-99', 'class', 'dangling-reference']);
});

test('a change that waits for its day lapses where what came into force meanwhile leaves it without its ground', async () => {
  qa = await plant.as('qa-1');
  const old = { name: 'Older blister machine' };
  await plant.revise([{ kind: 'equipment.class', id: 'older-blister', fields: old }]);
  const waiting = planOf([unit('PK-98', 'older-blister')], { effectiveAt: '2026-11-25T07:00:00Z' });
  assert.equal((await qa.post('model.revision.apply', waiting, signed())).status, 200);
  assert.equal((await qa.post('model.revision.apply', planOf([{ action: 'retire', kind: 'equipment.class', id: 'older-blister', before: old }]), signed())).status, 200);
  plant.clock.moveTo(Temporal.Instant.from('2026-11-25T07:00:01Z'));
  await settle();
  const after = await stateOf(waiting.revision);
  assert.equal(after['state'], 'lapsed');
  assert.match(String(after['ended_why']), /^With this change the model would not be right\. equipment\.unit PK-98, class: .*Plan it again\.$/);
});

test('a plan written by hand brings no object into the record that no file could name, and takes each object once', async () => {
  qa = await plant.as('qa-1');
  const assignment = { action: 'add', kind: 'personnel.role-assignment', id: 'foo', after: { person: 'qa-1', role: 'operator', at: 'packaging-1' } };
  const misnamed = await qa.post('model.revision.apply', planOf([assignment]), signed());
  assert.equal(misnamed.body.rule, 'model.revision.apply/not-whole');
  assert.match(misnamed.body.detail, /A role assignment is known by its person, role, at: this one is qa-1 \/ operator \/ packaging-1\./);
  const twice = await qa.post('model.revision.apply', planOf([unit('PK-98', 'blister-machine'), unit('PK-98', 'blister-machine')]), signed());
  assert.deepEqual([twice.status, twice.body.rule], [400, 'model.revision.apply/bad-input']);
  assert.match(twice.body.detail, /^This does not fit: steps\.1: equipment\.unit PK-98 stands in two steps; a change takes each object once, [^;]+$/);
});

test('the model of another plant is not applied to this record', async () => {
  const site = (id: string) => ({ kind: 'equipment.site', id });
  const before = plant.house.policy().model.byKey.get('equipment.site tablets')!.fields;
  const theirs = {
    ...storing('EX-03', 'Dry'),
    steps: [
      { action: 'add', ...site('gearbox'), after: { ...before, name: 'Gearbox' } },
      { action: 'retire', ...site('tablets'), before },
    ],
  };
  qa = await plant.as('qa-1');
  const { status, body } = await qa.post('model.revision.apply', theirs, signed());
  assert.deepEqual([status, body['rule']], [409, 'model.revision.apply/another-site']);
  assert.match(String(body['detail']), /^This is the model of gearbox, and this record is of tablets/);
});

test('nobody is asked to sign a proposal that would not fit into the model', async () => {
  const engineer = await plant.as('process-engineer-1');
  const answer = await engineer.post('model.revision.propose', planOf([unit('PK-97', 'no-such-class')]));
  assert.equal(answer.body.rule, 'model.revision.propose/not-whole', JSON.stringify(answer.body));
});

test('where two must sign a change of the model, one proposes it, the first signs the proposal and the second applies it', async () => {
  const agree = 'I agree to this change of the operating model';
  await plant.revise([
    {
      kind: 'governance.signature-policy',
      id: 'model.revision.apply / *',
      fields: {
        of: 'model.revision.apply',
        signatures: [
          { role: 'plant-manager', says: agree },
          { role: 'qa-release', says },
        ],
        inOrder: true,
        differentPersons: true,
        quickly: false,
      },
    },
  ]);
  const engineer = await plant.as('process-engineer-1');
  qa = await plant.as('qa-1');
  manager = await plant.as('plant-manager-1');
  const plan = storing('EX-01', 'In the cold store', { why: 'The supplier asks for it' });
  assert.equal(
    (await qa.post('model.revision.apply', { ...plan, revision: newId() }, signed())).body.rule,
    'model.revision.apply/signature-missing',
    'nothing is applied past the first signer',
  );
  const proposed = await engineer.post('model.revision.propose', plan);
  assert.equal(proposed.status, 200, JSON.stringify(proposed.body));
  const { revision } = plan;
  assert.equal((await qa.post('model.revision.apply', { revision }, signed())).body.rule, 'model.revision.apply/signature-missing');
  const first = await manager.post('record.step.sign', { id: newId(), noun: 'model.revision', subject: revision, step: 'model.revision.apply/1', revision: 1 }, signed(agree));
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const shown = await qa.get('model.revision.show', { revision });
  assert.deepEqual(
    shown.body.changes.map((one: { id: string; action: string }) => [one.id, one.action]),
    [['EX-01', 'change']],
  );
  const done = await qa.post('model.revision.apply', { revision }, signed());
  assert.equal(done.status, 200, JSON.stringify(done.body));
  await settle();
  assert.equal(fieldsOf('EX-01')['storage'], 'In the cold store');
  assert.equal(
    (await qa.post('model.revision.apply', { revision }, signed())).body.rule,
    'model.revision.apply/signature-missing',
    'what was signed is the proposal, not what came of it',
  );
  const list = await qa.get('model.revision.list', { sort: '-at', limit: '3' });
  assert.deepEqual(list.body.rows.map((one: { state: string; by: string; why: string | null }) => [one.state, one.by, one.why])[0], [
    'applied',
    'qa-1',
    'The supplier asks for it',
  ]);
});

test('where the plant adds a step before a change of the model, nobody applies one past it: it is proposed, the step signed, then applied', async () => {
  const agreed = 'I have told the shift of this change';
  const step = { of: 'model.revision', step: 'told', title: 'The shift is told', before: 'model.revision.apply', role: 'plant-manager', says: agreed, clock: 'working' };
  await plant.revise([
    { kind: 'governance.signature-policy', id: 'model.revision.apply / *' },
    { kind: 'governance.lifecycle-step', id: 'model.revision / told', fields: step },
  ]);
  qa = await plant.as('qa-1');
  manager = await plant.as('plant-manager-1');
  const plan = storing('EX-02', 'In the dark');
  const past = await qa.post('model.revision.apply', { ...plan, revision: newId() });
  assert.equal(past.body.rule, 'model.revision.apply/step-open');
  assert.match(past.body.detail, /“?The shift is told.* nothing is there yet to sign it on\. Propose it first\./);
  const engineer = await plant.as('process-engineer-1');
  assert.equal((await engineer.post('model.revision.propose', plan)).status, 200);
  const { revision } = plan;
  assert.equal((await qa.post('model.revision.apply', { revision })).body.rule, 'model.revision.apply/step-open');
  const told = await manager.post('record.step.sign', { id: newId(), noun: 'model.revision', subject: revision, step: 'told', revision: 1 }, signed(agreed));
  assert.equal(told.status, 200, JSON.stringify(told.body));
  assert.equal((await qa.post('model.revision.apply', { revision })).status, 200);
  await settle();
  assert.equal(fieldsOf('EX-02')['storage'], 'In the dark');
});
