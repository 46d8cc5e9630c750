import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '@millrace/kernel';
import { plant, type Plant } from '../index.ts';
import { bought, crib, cribTool, person, shop, ticket } from './workshop.fixture.ts';

let p: Plant;
// for this file the crib's tools hang in the packaging hall
const { place } = cribTool;
before(async () => {
  Object.assign(cribTool, { place: () => 'packaging' });
  p = await plant([crib, shop]);
  p.setGrants('pia', [{ role: 'operator', pattern: 'record.*', place: 'packaging' }]);
  p.setGrants('carl', [{ role: 'operator', pattern: 'record.*', place: 'compression' }]);
  p.setGrants('both', [
    { role: 'operator', pattern: 'record.*', place: 'packaging' },
    { role: 'operator', pattern: 'record.*', place: 'compression' },
  ]);
});
after(async () => {
  Object.assign(cribTool, { place });
  await p?.close();
});

const commentOn = (noun: string, subject: string, who: string) => p.act('record.comment.write', { id: newId(), noun, subject, body: 'It squeaks.' }, { actor: person(who) });

test('an operator comments on the records of his part of the plant, and on no others', async () => {
  const tool = await bought(p);
  await commentOn('crib.tool', tool, 'pia');
  await assert.rejects(commentOn('crib.tool', tool, 'carl'), { rule: 'record.comment.write/not-permitted', status: 403 });
});

test('who may see nothing where a record lies is not told where that is', async () => {
  const tool = await bought(p);
  const refused = async (who: string) => (await commentOn('crib.tool', tool, who).catch((error: unknown) => error)) as { message: string; facts: { place: string } };
  const stranger = await refused('carl');
  assert.equal(stranger.facts.place, 'the place of this record');
  assert.doesNotMatch(stranger.message + JSON.stringify(stranger.facts), /packaging/);
  // who works there and only may not do this reads where it is
  p.setGrants('sam', [{ role: 'cleaner', pattern: 'crib.broom.*', place: 'packaging' }]);
  assert.equal((await refused('sam')).facts.place, 'packaging');
});

test('a record is tied by who may act where it is', async () => {
  const [tool, other] = [await bought(p), await bought(p)];
  const tie = (who: string) => p.act('record.link.tie', { link: newId(), fromNoun: 'crib.tool', fromId: tool, toNoun: 'crib.tool', toId: other }, { actor: person(who) });
  await tie('pia');
  await assert.rejects(tie('carl'), { rule: 'record.link.tie/not-permitted' });
});

test('a tie is made and removed by who may act at both its ends', async () => {
  const [here, there] = [await bought(p), newId()];
  // a ticket of the workshop lies elsewhere than the tool
  await p.act('shop.ticket.open', { ticket: there, tools: [], how: 'skip' });
  const { place: ticketPlace } = ticket;
  Object.assign(ticket, { place: () => 'compression' });
  try {
    const tie = (who: string, link = newId()) =>
      p.act('record.link.tie', { link, fromNoun: 'crib.tool', fromId: here, toNoun: 'shop.ticket', toId: there }, { actor: person(who) });
    await assert.rejects(tie('pia'), { rule: 'record.link.tie/not-permitted' });
    await assert.rejects(tie('carl'), { rule: 'record.link.tie/not-permitted' });
    const link = newId();
    await tie('both', link);
    const remove = (who: string) => p.act('record.link.remove', { link }, { actor: person(who), reason: 'tied by mistake' });
    await assert.rejects(remove('pia'), { rule: 'record.link.remove/not-permitted' });
    await assert.rejects(remove('carl'), { rule: 'record.link.remove/not-permitted' });
    await remove('both');
  } finally {
    Object.assign(ticket, { place: ticketPlace });
  }
});
test('a record that lies nowhere is tied, and untied, only by who may act at the whole site', async () => {
  const [here, nowhere, link] = [await bought(p), newId(), newId()];
  await p.act('shop.ticket.open', { ticket: nowhere, tools: [], how: 'skip' });
  p.setGrants('whole', [{ role: 'quality', pattern: 'record.*', place: null }]);
  const ends = { fromNoun: 'crib.tool', fromId: here, toNoun: 'shop.ticket', toId: nowhere };
  const tie = (who: string) => p.act('record.link.tie', { link, ...ends }, { actor: person(who) });
  const untie = (who: string) => p.act('record.link.remove', { link }, { actor: person(who), reason: 'tied by mistake' });
  await assert.rejects(tie('pia'), { rule: 'record.link.tie/not-permitted' });
  await tie('whole');
  await assert.rejects(untie('pia'), { rule: 'record.link.remove/not-permitted' });
  await untie('whole');
});
test('nobody ties a record to one that is not there', async () => {
  await assert.rejects(p.act('record.link.tie', { link: newId(), fromNoun: 'crib.tool', fromId: await bought(p), toNoun: 'crib.tool', toId: newId() }), {
    rule: 'record.link.tie/not-found',
  });
});

test('nobody comments on a record that is not there', async () => {
  await assert.rejects(commentOn('crib.tool', newId(), 'ana'), { rule: 'record.comment.write/not-found', status: 404 });
  await assert.rejects(commentOn('no.such', newId(), 'ana'), { rule: 'record.comment.write/not-found' });
});

test('two records are tied once, and again when the tie was removed; a record is not tied to itself', async () => {
  const [one, other] = [await bought(p), await bought(p)];
  const tie = (toId: string, link = newId()) => p.act('record.link.tie', { link, fromNoun: 'crib.tool', fromId: one, toNoun: 'crib.tool', toId });
  const link = newId();
  await tie(other, link);
  await assert.rejects(tie(other), { rule: 'record.link.tie/conflict', message: /link is made once/ });
  await assert.rejects(p.act('record.link.remove', { link }), { rule: 'record.link.remove/reason-needed' });
  await p.act('record.link.remove', { link }, { reason: 'wrong tool' });
  await assert.rejects(p.act('record.link.remove', { link }, { reason: 'again' }), { rule: 'record.link.remove/removed-already' });
  await tie(other);
  await assert.rejects(tie(one), { rule: 'record.link.tie/itself' });
  await assert.rejects(tie(newId()), { rule: 'record.link.tie/not-found' }, 'nothing is tied to what is not there');
});

test('a comment says something, of a record that is there, and stays as written', async () => {
  const tool = await bought(p);
  const write = (body: string, subject = tool, id = newId()) => p.act('record.comment.write', { id, noun: 'crib.tool', subject, body });
  await assert.rejects(write('   '), { rule: 'record.comment.write/bad-input' });
  await assert.rejects(write('x'.repeat(4001)), { rule: 'record.comment.write/bad-input' });
  await assert.rejects(write('It squeaks.', newId()), { rule: 'record.comment.write/not-found' });
  const id = newId();
  await write('It squeaks.', tool, id);
  await assert.rejects(write('It does not.', tool, id), { rule: 'record.comment.write/exists-already' });
});
