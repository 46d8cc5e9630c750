import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fastifyCookie from '@fastify/cookie';
import fastify, { type FastifyInstance } from 'fastify';
import { newId } from '@millrace/kernel';
import { credentialOf } from '@millrace/personnel';
import { hashSecret } from '@millrace/personnel/module';
import { headOf } from '@millrace/store';
import { routeLive } from '../packages/http/src/live.ts';
import { openPlant, revise, type Headers, type OpenPlant } from './door.fixture.ts';
import { until } from './house.fixture.ts';

// What a stream tells, to whom, and when it ends.

let p: OpenPlant;
let app: FastifyInstance;
let live: { close: () => void };
let url = '';
let limited: Headers = {};
const role = (user: string) => ({ kind: 'personnel.role-assignment', id: `${user} / operator / packaging-2`, fields: { person: user, role: 'operator', at: 'packaging-2' } });
let count = 0;
let user = '';
before(async () => {
  p = await openPlant('live');
  app = fastify() as unknown as FastifyInstance;
  await app.register(fastifyCookie);
  live = routeLive(app, { ...p.house, gate: p.keeper }, { askAgainMs: 100, page: 5, tooFarBehind: 40 });
  url = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  live?.close();
  await app?.close();
  await p?.close();
});
beforeEach(async () => {
  user = `otto-${++count}`;
  await revise(p, [{ kind: 'personnel.person', id: user, fields: { name: user, language: 'en', holds: [], demo: false } }, role(user)]);
  await p.act('personnel.credential.set', { credential: credentialOf(user), person: user, passwordHash: await hashSecret('millrace-demo'), mustChange: false });
  limited = await p.signedIn(user);
});

interface Told {
  readonly subjects: string[];
  text: string;
  isOver: boolean;
}

/** Opens a stream and keeps what it tells. */
async function listen(headers: Headers, lastEventId?: number): Promise<Told> {
  const answer = await fetch(`${url}/api/live`, { headers: { ...headers, ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }) } });
  assert.equal(answer.status, 200);
  const told: Told = { subjects: [], text: '', isOver: false };
  void (async () => {
    for await (const part of answer.body!.pipeThrough(new TextDecoderStream())) {
      told.text += part;
      for (const [, data] of part.matchAll(/^data: (.*"noun".*)$/gm)) told.subjects.push((JSON.parse(data!) as { id: string }).id);
    }
  })()
    .catch(() => undefined)
    .finally(() => (told.isOver = true));
  return told;
}

/** A lot arrives at a unit: an event that is told. */
async function lotAt(place: string): Promise<string> {
  const lot = newId();
  await p.act('material.lot.receive', { lot, lotNumber: lot.slice(-8), definition: 'API-7', quantity: { value: '1', unit: 'kg' }, place });
  return lot;
}
const head = async () => {
  await p.house.engine.settle();
  return headOf(p.house.database, 'tablets');
};
const hears = (told: Told, subject: string) => until('it is told', 10_000, () => told.subjects.includes(subject));

test('a stream tells of what its listener may see, and of nothing else', async () => {
  const [theirs, all] = [await listen(limited), await listen(await p.signedIn('supervisor-1'))];
  const [there, here] = [await lotAt('PK-11'), await lotAt('PK-21')];
  await hears(all, there);
  await hears(theirs, here);
  assert.ok(!theirs.subjects.includes(there));
});

test('a right that is taken away or given is felt by a stream that goes on', async () => {
  const told = await listen(limited);
  const wider = { ...role(user), id: `${user} / operator / packaging-1`, fields: { person: user, role: 'operator', at: 'packaging-1' } };
  await revise(p, [wider]);
  const given = await lotAt('PK-11');
  await hears(told, given);
  await revise(p, [{ kind: wider.kind, id: wider.id }]);
  const [taken, mark] = [await lotAt('PK-11'), await lotAt('PK-21')];
  await hears(told, mark);
  assert.ok(!told.subjects.includes(taken));
});

test('a stream ends when its person signs out', async () => {
  const told = await listen(limited);
  await p.post('/api/personnel/session/close', {}, limited);
  await until('it ends', 10_000, () => told.isOver);
  assert.match(told.text, /event: ended\ndata: \{"why":"signed-out"\}/);
});

test('a stream ends with the last role of its person', async () => {
  const told = await listen(limited);
  await revise(p, [{ kind: role(user).kind, id: role(user).id }]);
  await until('it ends', 10_000, () => told.isOver);
  assert.match(told.text, /"why":"no-role"/);
});

test('a stream keeps no session open: it ends with the idle time', async () => {
  const told = await listen(limited);
  p.clock.advance(10 * 60);
  await hears(told, await lotAt('PK-21'));
  p.clock.advance(6 * 60);
  await until('it ends', 10_000, () => told.isOver);
  assert.equal((await fetch(`${url}/api/live`, { headers: limited })).status, 401);
});

test('who comes back hears everything that was missed, however many pages it is, and once', async () => {
  const since = await head();
  const missed: string[] = [];
  for (let i = 0; i < 18; i++) missed.push(await lotAt('PK-21'));
  await head();
  const told = await listen(limited, since);
  const next = await lotAt('PK-21');
  await hears(told, next);
  assert.deepEqual(
    told.subjects.filter((subject) => [...missed, next].includes(subject)),
    [...missed, next],
  );
});

test('who was away for too long is told to ask everything anew, and hears what comes', async () => {
  const since = await head();
  for (let i = 0; i < 45; i++) await lotAt('PK-21');
  await head();
  const told = await listen(limited, since);
  await until('it is told', 10_000, () => told.text.includes('event: behind'));
  assert.deepEqual(told.subjects, []);
  await hears(told, await lotAt('PK-21'));
});
