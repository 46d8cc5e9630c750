import { mkdir, open, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { schemaCheck, usualLimits, type SchemaCheck } from '@millrace/connector-b2mml';
import { mostText } from '@millrace/integration';
import { newId, Refusal } from '@millrace/kernel';
import type { Actor } from '@millrace/store';
import type { House } from '../house.ts';
import { sha256, told, type Reading, type Told } from './b2mml-in.ts';
import { performanceOf } from './b2mml-out.ts';
import { dropFolder, type DropFolder } from './drop-folder.ts';
import { keptBytes } from './kept-bytes.ts';
import { doneOrder } from './done-order.ts';
import { underLease, type Lease } from './lease.ts';

// 1 s: a person who lays a file down looks up and sees it
const everyMs = 1_000;
// a file that changed within this time may still be written to
const settleMs = 500;

/** One look at everything that waits: files, messages handed in, messages to go out. */
export interface B2mmlFlow {
  readonly pass: () => Promise<number>;
}

type FlowPart = Pick<House, 'site' | 'settings' | 'database' | 'shell' | 'policy' | 'log'>;

/** Joins B2MML with the room of integration: files and texts in, performance out. */
export function b2mmlFlow(house: FlowPart, folders: readonly { readonly folder: string; readonly reading: Reading }[], schema: SchemaCheck | undefined): B2mmlFlow {
  const { site, settings, database, shell, log } = house;
  const kept = keptBytes(resolve(settings.data, 'messages'));
  const actor = (flow: string | undefined): Actor => ({ kind: 'system', person: `flow:${flow ?? 'integration'}` });
  const execute = (address: string, input: unknown, flow: string | undefined) => shell.execute(address, input, { key: newId(), actor: actor(flow), site });

  /** Whether bytes can stand in a row as the text they are, and come out the same. */
  const textOf = (bytes: Uint8Array): string | undefined => {
    if (bytes.length > mostText) return undefined;
    const text = Buffer.from(bytes).toString('utf8');
    return text.includes('\0') || !Buffer.from(text, 'utf8').equals(bytes) ? undefined : text;
  };

  const carry = async (bytes: Uint8Array | undefined, hash: string, path: string | undefined) => {
    const raw = bytes && textOf(bytes);
    if (raw !== undefined) return { raw };
    await kept.keep(hash, bytes ?? path!);
    return { file: hash };
  };

  const receive = async (message: string, name: string, size: number, carried: object, reading: Reading, said: Told): Promise<Told> => {
    const input = (what: Told) => ({
      message,
      system: what.system,
      ...(what.flow !== undefined && { flow: what.flow }),
      name: name.slice(0, 260),
      size,
      ...carried,
      header: what.header,
      content: what.content,
    });
    try {
      // it acts in the name of the system that says it, by the flow or without one: what that system owns, it may change
      await execute('integration.message.receive', input(said), said.flow ?? said.system);
      return said;
    } catch (error) {
      // what the room's own input does not take is the sender's matter too: a dead letter, never a loop
      if (!(error instanceof Refusal) || error.status !== 400) throw error;
      const refused: Told = { ...said, content: { is: 'refused', reason: 'does-not-fit', sentence: error.message.slice(0, 2000) } };
      await execute('integration.message.receive', input(refused), reading.flow);
      return refused;
    }
  };

  const drops: DropFolder[] = folders.map(({ folder, reading }) =>
    dropFolder(
      folder,
      { settleMs, maxBytes: (reading.limits ?? usualLimits).maxBytes, now: () => Date.now() },
      async (file) => {
        const said = file.bytes
          ? told(file.bytes, reading, house.policy().model, (system) => readingOf(house, system))
          : {
              system: reading.system,
              flow: reading.flow,
              header: { messageId: `sha256:${file.sha256}`, contentHash: file.sha256 },
              content: {
                is: 'refused' as const,
                reason: 'too-large',
                sentence: `The file has ${file.size} bytes; at most ${(reading.limits ?? usualLimits).maxBytes} are read. Send it in parts.`,
              },
            };
        const taken = await receive(newId(), file.name, file.size, await carry(file.bytes, file.sha256, file.path), reading, said);
        if (taken.content.is !== 'refused') return 'taken';
        log.warn({ file: file.name, reason: taken.content.reason }, 'a message was refused');
        return { refused: taken.content.sentence ?? 'It was refused.' };
      },
      (name, error) => log.error({ err: error, file: name }, 'a dropped file could not be taken; it stays in work'),
    ),
  );

  /** Messages that a person handed in, mended or replayed. */
  const readArrived = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ id: string; system: string; flow: string | null; name: string; size: number; raw: string | null; file: string | null }>(
      `select id, system, flow, name, size, raw, file from integration.message where site = $1 and state = 'arrived' order by at limit 50`,
      [site],
    );
    let read = 0;
    for (const row of rows) {
      try {
        const bytes = row.raw === null ? await kept.read(row.file ?? '') : new Uint8Array(Buffer.from(row.raw, 'utf8'));
        const way = folders.find(({ reading }) => reading.flow === row.flow)?.reading;
        const reading: Reading = { ...(way ?? readingOf(house, row.system)), system: row.system };
        await receive(row.id, row.name, row.size, {}, reading, told(bytes, reading, house.policy().model, (system) => readingOf(house, system)));
        read++;
      } catch (error) {
        log.error({ err: error, message: row.id }, 'a message that was handed in could not be taken; tried again');
      }
    }
    return read;
  };

  /** What is to be told, each as a file that appears whole. */
  const sendOut = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ id: string; number: string; system: string; flow: string | null; job_order: string; request: string; at: Temporal.Instant }>(
      `select id, number, system, flow, job_order, request, at from integration.message where site = $1 and state = 'to-send' order by at limit 50`,
      [site],
    );
    let sent = 0;
    for (const row of rows) {
      try {
        if (await sendOne(row)) sent++;
      } catch (error) {
        log.error({ err: error, message: row.id }, 'a message could not be sent; tried again');
      }
    }
    return sent;
  };

  const sendOne = async (row: { id: string; number: string; system: string; flow: string | null; job_order: string; request: string; at: Temporal.Instant }) => {
    const { model } = house.policy();
    const done = await doneOrder(database, site, row.job_order, row.request);
    const fail = (reason: string, sentence: string) => execute('integration.message.fail', { message: row.id, reason, sentence: sentence.slice(0, 2000) }, row.flow ?? undefined);
    if (done === 'wait') return undefined;
    if (!done) return fail('no-order', 'The job order or its request is not in the record.');
    let bytes: Uint8Array;
    try {
      bytes = performanceOf({
        messageId: row.id,
        createdAt: row.at,
        sender: site,
        system: row.system,
        externalId: done.externalId,
        order: done.order,
        intervals: done.intervals,
        model,
      });
    } catch (error) {
      // a name that XML cannot carry will not become writable by waiting
      if (!(error instanceof RangeError)) throw error;
      return fail('not-writable', error.message);
    }
    const [fault] = schema?.faults(bytes) ?? [];
    if (fault) return fail('schema', `It does not validate: ${fault.message} (line ${fault.line}).`);
    const hash = sha256(bytes);
    const carried = await carry(bytes, hash, undefined);
    const name = `${row.number}.xml`;
    await layOut(resolve(settings.drop, folderOf(house, row.flow)), name, bytes);
    return execute(
      'integration.message.confirm',
      { message: row.id, messageId: row.id, contentHash: hash, noun: 'SyncOperationsPerformance', dialect: 'V0701', name, size: bytes.length, ...carried },
      row.flow ?? undefined,
    );
  };

  return {
    pass: async () => {
      let done = 0;
      for (const drop of drops) done += await drop.look().catch((error: unknown) => (log.error({ err: error }, 'a drop folder could not be looked through'), 0));
      return done + (await readArrived()) + (await sendOut());
    },
  };
}

/** Lays a file down so that whoever watches the folder sees it whole or not at all. */
async function layOut(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const before = join(folder, `.${name}.tmp`);
  const file = await open(before, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(before, join(folder, name));
}

const flowsOf = (house: FlowPart, way: 'in' | 'out') =>
  house.policy().model.objects.filter((object) => object.kind === 'integration.flow' && object.fields.way === way && String(object.fields.format).startsWith('b2mml'));

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

/** How a system's messages are read that came by no folder: as its first flow in. */
function readingOf(house: FlowPart, system: string): Reading {
  const flow = flowsOf(house, 'in').find((one) => one.fields.system === system);
  const settings = (flow?.fields.settings ?? {}) as Record<string, unknown>;
  return { flow: flow?.id, system, timeZone: text(settings.timeZone), placeParameter: text(settings.placeParameter), amountKey: text(settings.amountKey) };
}

function folderOf(house: FlowPart, flow: string | null): string {
  const found = flowsOf(house, 'out').find((one) => one.id === flow);
  return text((found?.fields.settings as Record<string, unknown> | undefined)?.folder) ?? 'out';
}

/** Folders in: one for each flow of the model that names one, and `in` beside them for whoever names himself inside. */
export function foldersIn(house: FlowPart): { folder: string; reading: Reading }[] {
  const own = flowsOf(house, 'in').flatMap((flow) => {
    const settings = (flow.fields.settings ?? {}) as Record<string, unknown>;
    const folder = text(settings.folder);
    if (flow.fields.by !== 'drop-folder' || folder === undefined) return [];
    return [
      {
        folder: resolve(house.settings.drop, folder),
        reading: {
          ...readingOf(house, String(flow.fields.system)),
          flow: flow.id,
          timeZone: text(settings.timeZone),
          placeParameter: text(settings.placeParameter),
          amountKey: text(settings.amountKey),
        },
      },
    ];
  });
  return [...own, { folder: resolve(house.settings.drop), reading: { flow: undefined, system: 'unknown' } }];
}

/** Runs the flow on one server at a time. */
export function startB2mml(house: House): Lease {
  const warn = (message: string, error: unknown) => house.log.warn({ err: error }, message);
  return underLease(
    house.database,
    `flow:${house.site}:b2mml`,
    async () => {
      const schema = house.settings.schemas === undefined ? undefined : schemaCheck(house.settings.schemas);
      let isStopped = false;
      let pass: Promise<unknown> = Promise.resolve();
      const run = () => {
        // made anew each time: the model's flows may have changed, and what it holds is only names
        pass = b2mmlFlow(house, foldersIn(house), schema)
          .pass()
          .catch((error: unknown) => warn('messages could not be looked through', error));
      };
      const timer = setInterval(() => void pass.then(() => (isStopped ? undefined : run())), everyMs);
      run();
      return async () => {
        isStopped = true;
        clearInterval(timer);
        await pass;
        schema?.dispose();
      };
    },
    warn,
  );
}
