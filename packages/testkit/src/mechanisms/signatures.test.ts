import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { openPolicy, type SignaturePolicy } from '@millrace/store';
import { plant, type Plant } from '../index.ts';
import { bought, crib, person, rowOf, shop } from './workshop.fixture.ts';

let p: Plant;
before(async () => {
  p = await plant([crib, shop]);
  for (const [name, role] of [
    ['kim', 'crib'],
    ['max', 'safety'],
    ['uli', 'head'],
  ] as const)
    p.setGrants(name, [{ role, pattern: '*', place: null }]);
  p.setGrants(
    'zoe',
    ['crib', 'safety', 'head'].map((role) => ({ role, pattern: '*', place: null })),
  );
});
after(() => p?.close());

const three: SignaturePolicy = {
  signatures: [
    { meaning: 'I checked the tool', roles: ['crib'] },
    { meaning: 'I allow it to leave', roles: ['safety'] },
    { meaning: 'I lend it', roles: ['head'] },
  ],
  inOrder: true,
  differentPersons: true,
};
const demand = (policy: Partial<SignaturePolicy> = {}) =>
  p.setPolicy({ ...openPolicy, signaturesFor: (address) => (address === 'crib.tool.lend' ? { ...three, ...policy } : undefined) });
beforeEach(() => demand());

const by = (name: string, meaning: string) => ({ actor: person(name), signature: { meaning, secret: 'right' } });
const ahead = (tool: string, index: number, name: string, revision = 1, step = `crib.tool.lend/${index}`) =>
  p.act('record.step.sign', { id: newId(), noun: 'crib.tool', subject: tool, step, revision }, by(name, three.signatures[index - 1]?.meaning ?? '-'));
const lend = (tool: string, name = 'uli') => p.act('crib.tool.lend', { tool, holder: 'ben' }, by(name, 'I lend it'));

test('what needs three signatures is done by the third signer, once the two before are given in their order', async () => {
  const tool = await bought(p);
  await assert.rejects(lend(tool), {
    rule: 'crib.tool.lend/signature-missing',
    message: 'This needs 3 signatures and has 0. Before yours, crib must sign: I checked the tool.',
  });
  await assert.rejects(ahead(tool, 2, 'max'), { rule: 'record.step.sign/signature-missing' });
  await ahead(tool, 1, 'kim');
  await assert.rejects(lend(tool), { message: 'This needs 3 signatures and has 1. Before yours, safety must sign: I allow it to leave.' });
  await ahead(tool, 2, 'max');
  await lend(tool);
  assert.equal((await rowOf(p, tool))!.state, 'out');
  const { rows } = await p.owner.query(
    `select person, role, meaning, revision, content::jsonb->>'state' as signed, content_hash = encode(sha256(content::bytea), 'hex') as is_bound from record.signature where noun = 'crib.tool' and subject = $1 order by recorded_at, id`,
    [tool],
  );
  assert.deepEqual(rows, [
    { person: 'kim', role: 'crib', meaning: 'I checked the tool', revision: 1, signed: 'in', is_bound: true },
    { person: 'max', role: 'safety', meaning: 'I allow it to leave', revision: 1, signed: 'in', is_bound: true },
    { person: 'uli', role: 'head', meaning: 'I lend it', revision: 2, signed: 'out', is_bound: true },
  ]);
});

test('a record that changed is signed again from the first, for nobody signed what it is now', async () => {
  const tool = await bought(p);
  await ahead(tool, 1, 'kim');
  await ahead(tool, 2, 'max');
  await p.act('crib.tool.count', { tool, count: 9 });
  await assert.rejects(lend(tool), { message: 'This needs 3 signatures and has 0. Before yours, crib must sign: I checked the tool.' });
  await assert.rejects(ahead(tool, 1, 'kim', 1), { rule: 'record.step.sign/changed-since' });
  await ahead(tool, 1, 'kim', 2);
  await ahead(tool, 2, 'max', 2);
  await lend(tool);
});

test('nobody gives two of the signatures, whatever their roles, unless the policy lets them', async () => {
  const tool = await bought(p);
  await ahead(tool, 1, 'zoe');
  await assert.rejects(ahead(tool, 2, 'zoe'), {
    rule: 'record.step.sign/signature-repeated',
    message: 'You have signed “I checked the tool” already; somebody else must give this signature.',
  });
  await ahead(tool, 2, 'max');
  await assert.rejects(lend(tool, 'zoe'), { rule: 'crib.tool.lend/signature-repeated', status: 403 });
  demand({ differentPersons: false });
  await lend(tool, 'zoe');
});

test('each signature wants its own role and its own meaning', async () => {
  const tool = await bought(p);
  await assert.rejects(ahead(tool, 1, 'max'), { rule: 'record.step.sign/signature-not-yours' });
  await assert.rejects(p.act('record.step.sign', { id: newId(), noun: 'crib.tool', subject: tool, step: 'crib.tool.lend/1', revision: 1 }, by('kim', 'I lend it')), {
    rule: 'record.step.sign/signature-needed',
    message: 'Sign to go on: I checked the tool.',
  });
});

test('without an order the earlier ones come as they come, and whichever is left does it', async () => {
  demand({ inOrder: false });
  const tool = await bought(p);
  await ahead(tool, 3, 'uli');
  await ahead(tool, 2, 'max');
  await assert.rejects(ahead(tool, 1, 'kim'), {
    rule: 'record.step.sign/signature-last',
    message: 'This signature is the last one: whoever gives it does it with crib.tool.lend.',
  });
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, by('kim', 'I checked the tool'));
});

test('in an order, the last signature is not given ahead', async () => {
  const tool = await bought(p);
  await assert.rejects(ahead(tool, 3, 'uli'), { rule: 'record.step.sign/signature-last' });
});

test('a signature is given once, and only one that the model asks for', async () => {
  const tool = await bought(p);
  await ahead(tool, 1, 'kim');
  await assert.rejects(ahead(tool, 1, 'zoe'), { rule: 'record.step.sign/signature-given', message: 'This was signed already by kim, and the record has not changed since.' });
  for (const step of ['crib.tool.lend/4', 'crib.tool.lend/0', 'crib.tool.scrap/1', 'shop.ticket.open/1', 'nonsense'])
    await assert.rejects(ahead(tool, 1, 'kim', 1, step), { rule: 'record.step.sign/signature-unknown' }, step);
});

test('two who sign the same at once leave one signature', async () => {
  const tool = await bought(p);
  const both = await Promise.allSettled([ahead(tool, 1, 'kim'), ahead(tool, 1, 'zoe')]);
  assert.equal(both.filter((one) => one.status === 'fulfilled').length, 1);
  assert.equal((both.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason.rule, 'record.step.sign/signature-given');
});

test('one person who signs two at once gives one of them', async () => {
  demand({ inOrder: false });
  for (let i = 0; i < 5; i++) {
    const tool = await bought(p);
    const both = await Promise.allSettled([ahead(tool, 1, 'zoe'), ahead(tool, 2, 'zoe')]);
    assert.deepEqual(
      both.flatMap((one) => (one.status === 'rejected' ? [one.reason.rule] : [])),
      ['record.step.sign/signature-repeated'],
    );
  }
});

test('a rule of the house signs nothing and is asked for nothing', async () => {
  const tool = await bought(p);
  await p.act('crib.tool.lend', { tool, holder: 'ben' }, { actor: { kind: 'system', person: 'rule:x' } });
});

test('a PIN is enough only where the policy says so', async () => {
  const secret = (component: string) => ({ isRight: true, component, printedName: 'Kim' });
  const { authority } = p.shell.parts;
  const check = authority.checkSecret;
  Object.assign(authority, { checkSecret: async () => secret('PIN') });
  try {
    const [one, other] = [await bought(p), await bought(p)];
    await assert.rejects(ahead(one, 1, 'kim'), { rule: 'record.step.sign/signature-not-quick', message: 'A PIN is not enough for this signature. Sign with your password.' });
    demand({ signatures: [{ meaning: 'I lend it', roles: ['head'], isQuick: true }] });
    await lend(other);
  } finally {
    Object.assign(authority, { checkSecret: check });
  }
});

test('whoever locks the account by a guess is told that, not to sign in first', async () => {
  const tool = await bought(p);
  const { authority } = p.shell.parts;
  const check = authority.checkSecret;
  const lockedUntil = p.clock.now().add({ minutes: 15 });
  Object.assign(authority, { checkSecret: async () => ({ isRight: false, component: 'password', printedName: 'Kim', lockedUntil }) });
  try {
    // the guess ended the session as well
    const gone = { standing: { text: 'select $1::boolean', values: [false] } };
    await assert.rejects(p.act('crib.tool.lend', { tool, holder: 'ben' }, { ...by('uli', 'I lend it'), ...gone }), {
      rule: 'crib.tool.lend/account-locked',
      status: 401,
      facts: { until: lockedUntil.toString() },
    });
  } finally {
    Object.assign(authority, { checkSecret: check });
  }
});
