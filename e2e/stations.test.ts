import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { openPlant, type Headers, type OpenPlant } from './door.fixture.ts';

// Which terminals the server offers to whom: by their roles at this moment, not by what a screen makes of them.

let p: OpenPlant;
before(async () => {
  p = await openPlant('stations');
});
after(() => p?.close());

const offered = async (headers: Headers) => {
  const answer = await p.get('/api/mes/station/list', headers);
  assert.equal(answer.statusCode, 200, answer.body);
  const { rows } = answer.json() as { rows: { unit: string; line: string; mayWork: boolean }[] };
  return {
    toWork: rows.filter((one) => one.mayWork).map((one) => one.unit),
    toLook: rows.filter((one) => !one.mayWork).map((one) => one.unit),
  };
};

test('an operator is offered the stations where the role holds, and no other', async () => {
  const { toWork, toLook } = await offered(await p.signedIn('operator-1'));
  assert.ok(toWork.length > 0 && toWork.every((unit) => unit.startsWith('PK-')), toWork.join());
  assert.deepEqual(toLook, []);
});

test('whoever may read the whole site and start nothing is offered every station to look at', async () => {
  const { toWork, toLook } = await offered(await p.signedIn('lab-1'));
  assert.deepEqual(toWork, []);
  assert.ok(toLook.includes('PK-11') && toLook.includes('BOX1'), toLook.join());
});

test('a station is offered to work at to exactly those whose start of work the record would not refuse for want of a right', async () => {
  const orders = new Map<string, string>();
  const orderAt = async (unit: string) => {
    const jobOrder = newId();
    await p.act('work.job-order.create', { jobOrder, workType: 'maintenance', place: unit, quantity: { value: '1', unit: '1' }, plannedStart: p.clock.now().toString() });
    orders.set(unit, jobOrder);
    return jobOrder;
  };
  for (const user of ['operator-1', 'weigher-2', 'team-leader-1', 'lab-1']) {
    const headers = await p.signedIn(user);
    const { toWork, toLook } = await offered(headers);
    assert.ok(toWork.length + toLook.length > 0, user);
    for (const unit of [...toWork, ...toLook]) {
      const jobOrder = orders.get(unit) ?? (await orderAt(unit));
      const { rule } = (await p.post('/api/work/job-order/start', { input: { jobOrder, at: unit } }, headers)).json() as { rule: string };
      assert.equal(rule !== 'work.job-order.start/not-permitted', toWork.includes(unit), `${user} at ${unit}: ${rule}`);
    }
  }
});

test('a lent role adds its stations while it is lent, and a unit that is no station any more is offered to nobody', async () => {
  const weigher = await p.signedIn('weigher-1');
  const before_ = await offered(weigher);
  assert.ok(!before_.toWork.includes('PK-11'));
  const [startsAt, endsAt] = [p.clock.now(), p.clock.now().add({ minutes: 10 })].map(String);
  const lend = { delegation: newId(), fromPerson: 'operator-1', toPerson: 'weigher-1', role: 'operator', place: 'packaging', startsAt, endsAt };
  const administrator = { kind: 'person', person: 'administrator-1' } as const;
  await p.house.shell.execute('personnel.delegation.give', lend, { key: newId(), actor: administrator, site: 'tablets', reason: 'a test' });
  assert.ok((await offered(weigher)).toWork.includes('PK-11'));
  const unit = p.house.policy().model.byKey.get('equipment.unit PK-11')!;
  await p.act('model.revision.apply', {
    revision: newId(),
    plan: 'of-a-test',
    from: '-',
    to: '-',
    summary: { add: 0, change: 1, rename: 0, retire: 0, alike: 0 },
    steps: [{ action: 'change', kind: 'equipment.unit', id: 'PK-11', before: unit.fields, after: { ...unit.fields, station: false } }],
  });
  assert.ok(!(await offered(weigher)).toWork.includes('PK-11'), 'what is no station is not offered');
  p.clock.advance(601);
  assert.deepEqual(await offered(weigher), before_);
});
