import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, Refusal } from '@millrace/kernel';
import { model } from '@millrace/model/module';
import { shell, type Shell } from '@millrace/store';
import { plant, setModel, type Plant } from '@millrace/testkit';
import { gatekeeper, personnel } from './module.ts';

let p: Plant;
let guarded: Shell;
before(async () => {
  p = await plant([model, personnel]);
  const gate = gatekeeper({
    database: p.database,
    site: 'test',
    shell: () => guarded,
    isDemo: false,
    policyAt: () => ({ idleAfterS: 600, endsAfterS: 36_000, quickSignIn: 'none', lockAfter: 3, lockForS: 900 }),
    nameOf: (name) => name,
  });
  guarded = shell({ ...p.shell.parts, authority: gate.authority });
});
after(() => p?.close());

const kind = 'personnel.role-assignment';
const site = { kind: 'equipment.site', id: 'test', fields: { name: 'Test', timeZone: 'UTC' } };
const role = { kind: 'personnel.role', id: 'clerk', fields: { name: 'Clerk', may: ['personnel.delegation.end'] } };
const assigned = (fields: object = {}) => ({ kind, id: 'ana / clerk / *', fields: { person: 'ana', role: 'clerk', at: 'test', ...fields } });
const at = (hours: number) => p.clock.now().add({ hours }).toString();

/** Whether a person may, told by the refusal they get: the thing they speak of is not there. */
async function may(person: string): Promise<boolean> {
  const refusal = await guarded
    .execute('personnel.delegation.end', { delegation: newId() }, { key: newId(), actor: { kind: 'person', person }, site: 'test', reason: 'a test' })
    .then(() => assert.fail('nothing was there to end'))
    .catch((error: unknown) => error);
  assert.ok(refusal instanceof Refusal, String(refusal));
  assert.ok(/\/not-(found|permitted)$/.test(refusal.rule), refusal.rule);
  return refusal.rule.endsWith('/not-found');
}

test('a role counts from the act after it was given, and no longer from the act after it was taken away', async () => {
  assert.equal(await may('ana'), false);
  await setModel(p, [site, role, assigned()]);
  assert.equal(await may('ana'), true);
  await setModel(p, [{ kind, id: 'ana / clerk / *' }]);
  assert.equal(await may('ana'), false);
  await setModel(p, [assigned()]);
  assert.equal(await may('ana'), true);
  // what the role may, taken away while the assignment stands
  await setModel(p, [{ ...role, fields: { ...role.fields, may: [] } }]);
  assert.equal(await may('ana'), false);
  await setModel(p, [role]);
});

test('a change of the model that comes into force on its day changes rights then, and not when it was approved', async () => {
  const revision = newId();
  const steps = [{ action: 'retire', kind, id: 'ana / clerk / *', before: assigned().fields }];
  const summary = { add: 0, change: 0, rename: 0, retire: 1, alike: 0 };
  await p.act('model.revision.apply', { revision, plan: 'of-a-test', from: '-', to: '-', summary, steps, effectiveAt: at(1) });
  assert.equal(await may('ana'), true);
  p.clock.advance(3600);
  await p.act('model.revision.enact', { revision }, { actor: { kind: 'system', person: 'timer:test' } });
  assert.equal(await may('ana'), false);
  await setModel(p, [assigned()]);
});

test('a role that is lent counts while it is lent', async () => {
  const delegation = newId();
  const lend = { delegation, fromPerson: 'ana', toPerson: 'ben', role: 'clerk', place: 'test', startsAt: at(1), endsAt: at(3) };
  assert.equal(await may('ben'), false);
  await p.act('personnel.delegation.give', lend, { reason: 'leave' });
  assert.equal(await may('ben'), false);
  p.clock.advance(2 * 3600);
  assert.equal(await may('ben'), true);
  await p.act('personnel.delegation.end', { delegation }, { reason: 'back' });
  assert.equal(await may('ben'), false);
  await p.act('personnel.delegation.give', { ...lend, delegation: newId(), startsAt: at(0), endsAt: at(1) }, { reason: 'leave' });
  assert.equal(await may('ben'), true);
  p.clock.advance(2 * 3600);
  assert.equal(await may('ben'), false);
});

test('an assignment with days counts on these days only', async () => {
  const day = (days: number) =>
    p.clock
      .now()
      .add({ hours: 24 * days })
      .toString()
      .slice(0, 10);
  await setModel(p, [assigned({ from: day(1), until: day(2) })]);
  assert.equal(await may('ana'), false);
  p.clock.advance(24 * 3600);
  assert.equal(await may('ana'), true);
  p.clock.advance(2 * 24 * 3600);
  assert.equal(await may('ana'), false);
});

for (const timeZone of ['Pacific/Auckland', 'Pacific/Honolulu'])
  test(`a day of an assignment is a day of the plant: ${timeZone}`, async () => {
    const last = p.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 });
    const startOf = (days: number) => last.add({ days }).toZonedDateTime(timeZone).toInstant();
    const day = (days: number) => last.add({ days }).toString();
    await setModel(p, [{ ...site, fields: { ...site.fields, timeZone } }, role, assigned({ until: day(0) })]);
    const delegation = newId();
    await p.act(
      'personnel.delegation.give',
      { delegation, fromPerson: 'ana', toPerson: 'ben', role: 'clerk', place: 'test', startsAt: at(0), endsAt: at(240) },
      { reason: 'leave' },
    );
    p.clock.moveTo(startOf(1).subtract({ minutes: 1 }));
    assert.deepEqual([await may('ana'), await may('ben')], [true, true], 'in the last minute of its last day');
    p.clock.moveTo(startOf(1));
    assert.deepEqual([await may('ana'), await may('ben')], [false, false], 'its last day is over, for who lent it too');
    await setModel(p, [assigned({ from: day(2) })]);
    p.clock.moveTo(startOf(2).subtract({ minutes: 1 }));
    assert.equal(await may('ana'), false, 'its first day has not come');
    p.clock.moveTo(startOf(2));
    assert.equal(await may('ana'), true, 'its first day has come');
    await p.act('personnel.delegation.end', { delegation }, { reason: 'back' });
    await setModel(p, [site, assigned()]);
  });
