import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newId, type Mode } from '@millrace/kernel';
import { openPolicy } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
});
beforeEach(() => p.setPolicy(openPolicy));
after(() => p?.close());

const demand = (roles: readonly string[]) =>
  p.setPolicy({
    signaturesFor: (address) => (address === 'crib.tool.lend' ? { signatures: [{ meaning: 'Lent under SOP-7', roles }], inOrder: true, differentPersons: true } : undefined),
  });
const sign = (meaning = 'Lent under SOP-7', secret = 'right') => ({ signature: { meaning, secret } });
const remarks = async (act: string) => (await p.owner.query('select rule, mode from store.remark where act = $1', [act])).rows;

for (const mode of ['observe', 'shadow', 'advise'] as const)
  test(`a plant rule in mode ${mode} is noted and stops nobody`, async () => {
    p.setPolicy({ modeOf: (rule): Mode => (rule === 'crib.tool.lend/worn' ? mode : 'enforce') });
    const tool = await bought(p, 101);
    const answer = await p.act('crib.tool.lend', { tool, holder: 'ben' });
    assert.equal((await rowOf(p, tool))!.holder, 'ben');
    assert.deepEqual(await remarks(answer.act), [{ rule: 'crib.tool.lend/worn', mode }]);
    // only advice is said to the person
    assert.deepEqual(
      answer.remarks.map((one) => one.sentence),
      mode === 'advise' ? [`Tool ${tool} was used 101 times; the crib lends none above 100.`] : [],
    );
  });

test('a plant rule that is enforced refuses', async () => {
  const tool = await bought(p, 101);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }), { rule: 'crib.tool.lend/worn' });
  await p.act('crib.tool.count', { tool, count: 100 });
  await p.act('crib.tool.lend', { tool, holder: 'ben' });
});

test('an invariant is enforced whatever the mode', async () => {
  p.setPolicy({ modeOf: () => 'observe' });
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'ben' });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'eva' }), { rule: 'crib.tool.lend/out' });
});

test('a step that the model adds blocks until it is signed on this very record', async () => {
  p.setPolicy({
    stepsBefore: (address) => (address === 'crib.tool.lend' ? [{ step: 'inspect', title: 'Tool inspected', before: address, meaning: 'I inspected it', roles: ['quality'] }] : []),
  });
  const [tool, other] = [await bought(p), await bought(p)];
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }), { rule: 'crib.tool.lend/step-open', message: 'Before this, "Tool inspected" must be signed by quality.' });
  const inspect = (envelope: object) => p.act('record.step.sign', { id: newId(), noun: 'crib.tool', subject: tool, step: 'inspect', revision: 1 }, envelope);
  await assert.rejects(inspect({}), { rule: 'record.step.sign/signature-needed' });
  p.setGrants('visitor', [{ role: 'visitor', pattern: '*', place: null }]);
  await assert.rejects(inspect({ ...sign('I inspected it'), actor: person('visitor') }), { rule: 'record.step.sign/signature-not-yours' });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }), { rule: 'crib.tool.lend/step-open' });
  await inspect(sign('I inspected it'));
  await p.act('crib.tool.lend', { tool, holder: 'ben' });
  await assert.rejects(p.act('crib.tool.lend', { tool: other, holder: 'ben' }), { rule: 'crib.tool.lend/step-open' });
});

test('a step before a command that makes its record only now is never signed, so the command is refused and says what to do', async () => {
  const before = (when?: string) =>
    p.setPolicy({
      stepsBefore: (address) =>
        address === 'crib.tool.buy' ? [{ step: 'asked', title: 'Supplier asked', before: address, meaning: 'x', roles: ['buyer'], ...(when && { when }) }] : [],
    });
  before();
  await assert.rejects(bought(p), {
    rule: 'crib.tool.buy/step-open',
    message: 'Before this, "Supplier asked" must be signed by buyer, and nothing is there yet to sign it on. Propose it first.',
  });
  before('count = 9');
  await assert.rejects(bought(p, 1), { rule: 'crib.tool.buy/step-open' }, 'nobody can tell yet whether the condition is met');
});

test('an added step with a condition is asked for only where the record meets it', async () => {
  p.setPolicy({
    stepsBefore: (address) => (address === 'crib.tool.lend' ? [{ step: 'expert', title: 'Expert asked', before: address, meaning: 'x', roles: [], when: 'count = 50' }] : []),
  });
  const [plain, special] = [await bought(p, 1), await bought(p, 50)];
  await p.act('crib.tool.lend', { tool: plain, holder: 'ben' });
  await assert.rejects(p.act('crib.tool.lend', { tool: special, holder: 'ben' }), { rule: 'crib.tool.lend/step-open' });
});

test('what the policy wants signed is not done unsigned, nor under another meaning', async () => {
  demand(['quality']);
  const tool = await bought(p);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }), { rule: 'crib.tool.lend/signature-needed', status: 428 });
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, sign('I lend this tool')), { rule: 'crib.tool.lend/signature-needed' });
  assert.equal((await rowOf(p, tool))!.state, 'in');
});

test('a signature in the wrong role is refused', async () => {
  demand(['head of crib']);
  const tool = await bought(p);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, sign()), { rule: 'crib.tool.lend/signature-not-yours', status: 403 });
});

test('a signer who holds the wanted role beside another signs in it', async () => {
  demand(['head of crib']);
  p.setGrants('kim', [
    { role: 'quality', pattern: '*', place: null },
    { role: 'head of crib', pattern: 'crib.*', place: null },
  ]);
  const tool = await bought(p);
  const answer = await p.act('crib.tool.lend', { tool, holder: 'ben' }, { ...sign(), actor: person('kim') });
  const { rows } = await p.owner.query('select role from record.signature where act = $1', [answer.act]);
  assert.equal(rows[0].role, 'head of crib');
});

test('a wrong secret signs nothing and changes nothing', async () => {
  demand(['quality']);
  const tool = await bought(p);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, sign(undefined, 'guessed')), { rule: 'crib.tool.lend/signature-wrong', status: 401 });
  assert.equal((await rowOf(p, tool))!.state, 'in');
});

test('a machine does not sign, even with a right secret', async () => {
  demand([]);
  const tool = await bought(p);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, { ...sign(), actor: { kind: 'machine', person: 'robot' } }), {
    rule: 'crib.tool.lend/signature-not-yours',
  });
});

test('a signature says who, in which role, when and what, and is bound to what was signed', async () => {
  demand(['quality']);
  const tool = await bought(p);
  const answer = await p.act('crib.tool.lend', { tool, holder: 'ben' }, sign());
  const { rows } = await p.owner.query(
    `select person, printed_name, role, meaning, component, revision, content::jsonb->>'holder' as holder, content_hash = encode(sha256(content::bytea), 'hex') as is_bound from record.signature where act = $1`,
    [answer.act],
  );
  assert.deepEqual(rows, [
    { person: 'ana', printed_name: 'ana (printed)', role: 'quality', meaning: 'Lent under SOP-7', component: 'password', revision: 2, holder: 'ben', is_bound: true },
  ]);
});

test('a right at a part of the plant does not reach beyond it', async () => {
  p.setGrants('leo', [
    { role: 'visitor', pattern: 'shop.*', place: null },
    { role: 'lender', pattern: 'crib.tool.lend', place: 'LINE-2' },
  ]);
  const tool = await bought(p);
  await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'leo' }, { actor: person('leo') }), { rule: 'crib.tool.lend/not-permitted' });
  await assert.rejects(p.act('crib.tool.scrap', { tool, why: 'x' }, { actor: person('leo'), reason: 'y' }), { rule: 'crib.tool.scrap/not-permitted' });
});

test('what only rules and timers do is done by no person, whatever their right', async () => {
  const tool = await bought(p);
  await assert.rejects(p.act('crib.tool.remind', { tool }), { rule: 'crib.tool.remind/not-permitted' });
});
