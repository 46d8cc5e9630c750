import assert from 'node:assert/strict';
import { appendFileSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../testing.ts';
import { segmentPath } from './cursor.ts';
import { Refused, type Delivery } from './drain.ts';
import { readRecords } from './segment.ts';
import { openSpool, SpoolFull, type SpoolOptions, type Trouble } from './spool.ts';

/** A receiver that knows its tokens, as the historian does, and may be away. */
function receiver() {
  const applied: string[] = [];
  const tokens = new Map<string, string>();
  const state = { isAway: false, deliveries: 0 };
  const deliver = async ({ records, token }: Delivery): Promise<void> => {
    await delay(0);
    if (state.isAway) throw new Error('connect ECONNREFUSED');
    state.deliveries += 1;
    const content = records.map(String).join(' ');
    const known = tokens.get(token);
    assert.ok(known === undefined || known === content, `token ${token} carried "${known}" and now "${content}"`);
    if (known === undefined) applied.push(...records.map(String));
    tokens.set(token, content);
  };
  return { applied, state, deliver };
}

function start(context: TestContext, options: Partial<SpoolOptions> & Pick<SpoolOptions, 'deliver'>, folder = mkdtempSync(join(tmpdir(), 'millrace-spool-'))) {
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const troubles: Trouble[] = [];
  const spool = openSpool({ folder, retryAfterMs: 5, retryAtMostAfterMs: 20, onTrouble: (trouble) => troubles.push(trouble), ...options });
  return { spool, folder, troubles };
}
const numbered = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `r${from + n}`);

test('records arrive in the order they were appended', async (context) => {
  const { deliver, applied } = receiver();
  const { spool } = start(context, { deliver, segmentBytes: 200, deliveryBytes: 30 });
  await Promise.all(numbered(0, 100).map((text) => spool.append(Buffer.from(text))));
  await spool.flushed();
  assert.deepEqual(applied, numbered(0, 100));
  await spool.stop();
});

test('while the historian is away records wait, and then all arrive once', async (context) => {
  const { deliver, applied, state } = receiver();
  const { spool, troubles } = start(context, { deliver, segmentBytes: 300 });
  state.isAway = true;
  for (const text of numbered(0, 50)) await spool.append(Buffer.from(text));
  await until(() => spool.status().state === 'waiting');
  assert.match(spool.status().lastError ?? '', /ECONNREFUSED/);
  assert.ok(troubles.some(({ kind }) => kind === 'waiting'));
  state.isAway = false;
  await spool.flushed();
  assert.deepEqual(applied, numbered(0, 50));
  await spool.stop();
});

test('a folder that is away under a spool is waited for: the process goes on, it is told, and all arrives when it is back', async (context) => {
  const { deliver, applied, state } = receiver();
  const { spool, folder } = start(context, { deliver });
  state.isAway = true;
  await spool.append(Buffer.from('r0'));
  await until(() => spool.status().state === 'waiting');
  // as a mount that comes over it: files that are open stay so, their names are gone
  renameSync(folder, `${folder}-away`);
  mkdirSync(folder);
  state.isAway = false;
  // red, this never comes: a look at a file that is not there takes no turn of the loop, and no timer gets one
  await delay(100);
  assert.match(spool.status().lastError ?? '', /cannot be read/);
  rmSync(folder, { recursive: true });
  assert.match(spool.status().lastError ?? '', /ENOENT/);
  await assert.rejects(spool.append(Buffer.from('r1')), /ENOENT/);
  renameSync(`${folder}-away`, folder);
  await spool.flushed();
  assert.deepEqual(applied, ['r0']);
  await spool.stop();
});

test('what waits when the process stops is delivered by the next one', async (context) => {
  const { deliver, applied, state } = receiver();
  const first = start(context, { deliver, segmentBytes: 100 });
  state.isAway = true;
  for (const text of numbered(0, 30)) await first.spool.append(Buffer.from(text));
  await first.spool.stop();
  state.isAway = false;
  const second = start(context, { deliver, segmentBytes: 100 }, first.folder);
  await second.spool.append(Buffer.from('r30'));
  await second.spool.flushed();
  assert.deepEqual(applied, numbered(0, 31));
  await second.spool.stop();
});

test('a delivery whose answer was lost goes again in the same company under the same token', async (context) => {
  const { deliver, applied } = receiver();
  let lost = 0;
  const { spool } = start(context, {
    deliveryBytes: 40,
    deliver: async (delivery) => {
      await deliver(delivery);
      if (++lost % 2 === 1) throw new Error('the answer was lost');
    },
  });
  for (const text of numbered(0, 40)) await spool.append(Buffer.from(text));
  await spool.flushed();
  assert.deepEqual(applied, numbered(0, 40));
  await spool.stop();
});

test('after a crash in the middle of a delivery the same bytes go again, not those that came meanwhile', async (context) => {
  const tokens: string[] = [];
  const answer = Promise.withResolvers<void>();
  const first = start(context, {
    deliver: ({ token }) => {
      tokens.push(token);
      return answer.promise;
    },
  });
  await first.spool.append(Buffer.from('r0'));
  await until(() => tokens.length === 1);
  await first.spool.append(Buffer.from('r1'));
  // As kill -9 leaves it: the folder as it stands, the owner dead
  const copy = mkdtempSync(join(tmpdir(), 'millrace-spool-'));
  for (const name of readdirSync(first.folder)) if (name !== 'owner') appendFileSync(join(copy, name), readFileSync(join(first.folder, name)));
  const delivered: string[] = [];
  const second = start(
    context,
    {
      deliver: async ({ records, token }) => {
        tokens.push(token);
        delivered.push(records.map(String).join(' '));
      },
    },
    copy,
  );
  await second.spool.flushed();
  await second.spool.stop();
  assert.deepEqual(delivered, ['r0', 'r1']);
  assert.equal(tokens[0], tokens[1]);
  answer.resolve();
  await first.spool.stop();
});

test('a record torn by a crash is passed over, and what follows is whole', async (context) => {
  const { deliver, applied, state } = receiver();
  state.isAway = true;
  const first = start(context, { deliver });
  await first.spool.append(Buffer.from('r0'));
  await first.spool.stop();
  appendFileSync(segmentPath(first.folder, 1), Buffer.from('MRR1\x20\x00\x00\x00torn'));
  state.isAway = false;
  const second = start(context, { deliver }, first.folder);
  await second.spool.append(Buffer.from('r1'));
  await second.spool.flushed();
  assert.deepEqual(applied, ['r0', 'r1']);
  assert.deepEqual(second.troubles, [{ kind: 'torn', bytes: 12 }]);
  await second.spool.stop();
});

test('a record damaged on the disk is told and kept aside, and the others arrive', async (context) => {
  const { deliver, applied, state } = receiver();
  state.isAway = true;
  const first = start(context, { deliver, segmentBytes: 60 });
  for (const text of numbered(0, 8)) await first.spool.append(Buffer.from(text));
  await first.spool.stop();
  const file = openSync(segmentPath(first.folder, 1), 'r+');
  writeSync(file, 'X', 14 + 12);
  closeSync(file);
  state.isAway = false;
  const second = start(context, { deliver, segmentBytes: 60 }, first.folder);
  await second.spool.flushed();
  assert.deepEqual(
    applied,
    numbered(0, 8).filter((text) => text !== 'r1'),
  );
  assert.equal(second.troubles[0]?.kind, 'damaged');
  assert.ok(existsSync(join(first.folder, 'damaged', '0000000001.segment')));
  await second.spool.stop();
});

test('a full spool refuses the new and keeps the old', async (context) => {
  const { deliver, applied, state } = receiver();
  state.isAway = true;
  const { spool } = start(context, { deliver, maxBytes: 100 });
  const kept: string[] = [];
  let refusal: unknown;
  for (const text of numbered(0, 20))
    await spool.append(Buffer.from(text)).then(
      () => kept.push(text),
      (error: unknown) => {
        refusal = error;
      },
    );
  assert.ok(refusal instanceof SpoolFull);
  assert.match(refusal.message, /holds 98 of 100 bytes/);
  assert.equal(kept.length, 7);
  state.isAway = false;
  await spool.flushed();
  assert.deepEqual(applied, kept);
  await spool.append(Buffer.from('again'));
  await spool.flushed();
  assert.equal(applied.at(-1), 'again');
  await spool.stop();
});

test('a full disk refuses the record whole, and the spool goes on when there is room again', async (context) => {
  const { deliver, applied } = receiver();
  let room = 3;
  const files: SpoolOptions['files'] = {
    async open(path) {
      const file = await open(path, 'a');
      return {
        // half of it fits
        write: (async (bytes: Buffer, offset: number, length: number) => {
          if (room-- > 0) return file.write(bytes, offset, length);
          await file.write(bytes, offset, length / 2);
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
        }) as never,
        datasync: () => file.datasync(),
        truncate: (length) => file.truncate(length),
        close: () => file.close(),
      };
    },
  };
  const { spool, troubles } = start(context, { deliver, files });
  for (const text of numbered(0, 3)) await spool.append(Buffer.from(text));
  await assert.rejects(spool.append(Buffer.from('too much')), /ENOSPC/);
  await assert.rejects(spool.append(Buffer.from('still too much')), /ENOSPC/);
  room = 100;
  for (const text of numbered(3, 6)) await spool.append(Buffer.from(text));
  await spool.flushed();
  assert.deepEqual(applied, numbered(0, 6));
  assert.deepEqual(troubles, []);
  await spool.stop();
});

test('a record that is never taken is set aside, and those behind it go on', async (context) => {
  const { deliver, applied } = receiver();
  const { spool, folder, troubles } = start(context, {
    deliver: async (delivery) => {
      if (delivery.records.some((record) => String(record) === 'r5')) throw new Refused('not a sample');
      await deliver(delivery);
    },
  });
  await Promise.all(numbered(0, 10).map((text) => spool.append(Buffer.from(text))));
  await spool.flushed();
  assert.deepEqual(
    applied,
    numbered(0, 10).filter((text) => text !== 'r5'),
  );
  assert.deepEqual(
    readRecords(readFileSync(join(folder, 'refused'))).records.map(({ payload }) => String(payload)),
    ['r5'],
  );
  assert.equal(troubles[0]?.kind, 'refused');
  await spool.stop();
});

test('two processes cannot write to one spool', async (context) => {
  const { deliver } = receiver();
  const { spool, folder } = start(context, { deliver });
  assert.throws(() => openSpool({ folder, deliver }), /One process at a time/);
  await spool.stop();
});

test('a delivered segment leaves the disk', async (context) => {
  const { deliver } = receiver();
  const { spool, folder } = start(context, { deliver, segmentBytes: 100 });
  for (const text of numbered(0, 60)) await spool.append(Buffer.from(text));
  await spool.flushed();
  assert.equal(readdirSync(folder).filter((name) => name.endsWith('.segment')).length, 1);
  assert.equal(spool.status().waitingBytes, 0);
  await spool.stop();
});

test('a spool that could not be opened is let go of, and opens when the disk is mended', async (context) => {
  const { deliver, applied } = receiver();
  const folder = mkdtempSync(join(tmpdir(), 'millrace-spool-'));
  // no cursor can be written there, as on a full disk
  mkdirSync(join(folder, 'cursor'));
  assert.throws(() => openSpool({ folder, deliver }), /EISDIR/);
  rmSync(join(folder, 'cursor'), { recursive: true });
  const { spool } = start(context, { deliver }, folder);
  await spool.append(Buffer.from('r0'));
  await spool.flushed();
  assert.deepEqual(applied, ['r0']);
  await spool.stop();
});

test('what was refused is offered again where somebody asks for it, behind what waits, and goes when it is taken', async (context) => {
  const { deliver, applied } = receiver();
  let isMended = false;
  const { spool, folder } = start(context, {
    deliver: async (delivery) => {
      if (!isMended && delivery.records.some((record) => String(record).startsWith('odd'))) throw new Refused('not a sample');
      await deliver(delivery);
    },
  });
  await Promise.all(['odd1', 'r1', 'odd2'].map((text) => spool.append(Buffer.from(text))));
  await spool.flushed();
  assert.equal(await spool.offerAgain(), 2, 'its cause is not mended: it is set aside again');
  await spool.flushed();
  assert.deepEqual(applied, ['r1']);
  isMended = true;
  assert.equal(await spool.offerAgain((record) => Buffer.concat([record, Buffer.from('+')])), 2);
  await spool.flushed();
  assert.deepEqual([applied, readdirSync(folder).filter((name) => name.startsWith('refused'))], [['r1', 'odd1+', 'odd2+'], []]);
  assert.equal(await spool.offerAgain(), 0);
  await spool.stop();
});

test('a crash while the refused are offered again loses none of them', async (context) => {
  const { deliver, applied, state } = receiver();
  const refusing = start(context, { deliver: () => Promise.reject(new Refused('no')) });
  await refusing.spool.append(Buffer.from('r0'));
  await refusing.spool.flushed();
  await refusing.spool.stop();
  renameSync(join(refusing.folder, 'refused'), join(refusing.folder, 'refused.offered'));
  assert.equal(state.deliveries, 0);
  const next = start(context, { deliver }, refusing.folder);
  assert.equal(await next.spool.offerAgain(), 1);
  await next.spool.flushed();
  assert.deepEqual(applied, ['r0']);
  await next.spool.stop();
});

test('it is known since when something waits: since nothing did, not since the plant was quiet', async (context) => {
  const { deliver, state } = receiver();
  const { spool } = start(context, { deliver });
  await spool.append(Buffer.from('r0'));
  await spool.flushed();
  assert.equal(spool.status().waitingSince, undefined);
  await delay(60);
  const before = Temporal.Now.instant();
  state.isAway = true;
  await spool.append(Buffer.from('r1'));
  await until(() => spool.status().state === 'waiting');
  const since = spool.status().waitingSince!;
  assert.ok(Temporal.Instant.compare(since, before.subtract({ milliseconds: 20 })) >= 0, `${since} is before ${before}`);
  await delay(30);
  assert.equal(spool.status().waitingSince!.toString(), since.toString());
  state.isAway = false;
  await spool.flushed();
  assert.equal(spool.status().waitingSince, undefined);
  await spool.stop();
});

test('a receiver that never answers keeps nobody from stopping, and gets the same bytes again', async (context) => {
  const { deliver, applied } = receiver();
  const hung = start(context, { deliver: () => new Promise(() => undefined) });
  await hung.spool.append(Buffer.from('r0'));
  await until(() => hung.spool.status().state === 'delivering');
  await hung.spool.stop();
  const next = start(context, { deliver }, hung.folder);
  await next.spool.flushed();
  assert.deepEqual(applied, ['r0']);
  await next.spool.stop();
});
