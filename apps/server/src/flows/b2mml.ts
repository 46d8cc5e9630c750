import { schemaCheck, usualLimits, type SchemaCheck } from '@millrace/connector-b2mml';
import { dropFolder, type DropFolder, type FilesSeen } from '@millrace/connector-kit';
import { newId, Refusal } from '@millrace/kernel';
import { contents } from '@millrace/record';
import type { Actor } from '@millrace/store';
import type { House } from '../house.ts';
import { told, tooLarge, type Reading, type Told } from './b2mml-in.ts';
import { foldersIn, readingOf, type FlowPart } from './b2mml-flows.ts';
import { b2mmlSender } from './b2mml-send.ts';
import { carried } from './carried.ts';
import { underLease, type Lease } from './lease.ts';

// 1 s: a person who lays a file down looks up and sees it
const everyMs = 1_000;
// a file that changed within this time may still be written to
const settleMs = 500;
// 20 s: longer than a slow network pauses in the middle of a file; one that is cut then is cut
const wholeMs = 20_000;

/** One look at everything that waits: files, messages handed in, messages to go out. */
export interface B2mmlFlow {
  readonly pass: () => Promise<number>;
}

/** How long a dropped file is left alone, and how each was seen last, by folder. */
export interface Patience {
  readonly settleMs: number;
  readonly wholeMs: number;
  readonly seen: Map<string, FilesSeen>;
}

/** Joins B2MML with the room of integration: files and texts in, performance out. */
export function b2mmlFlow(
  house: FlowPart,
  folders: readonly { readonly folder: string; readonly reading: Reading }[],
  schema: SchemaCheck | undefined,
  patience: Patience = { settleMs, wholeMs, seen: new Map() },
): B2mmlFlow {
  const { site, database, shell, log } = house;
  const kept = contents(database, site);
  const actor = (flow: string | undefined): Actor => ({ kind: 'system', person: `flow:${flow ?? 'integration'}` });
  const execute = (address: string, input: unknown, flow: string | undefined) => shell.execute(address, input, { key: newId(), actor: actor(flow), site });
  const sender = b2mmlSender(house, schema);

  const receive = async (message: string, name: string, size: number, how: object, reading: Reading, said: Told): Promise<Told> => {
    const input = (what: Told) => ({
      message,
      system: what.system,
      ...(what.flow !== undefined && { flow: what.flow }),
      name: name.slice(0, 260),
      size,
      ...how,
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
      { settleMs: patience.settleMs, maxBytes: (reading.limits ?? usualLimits).maxBytes, now: () => Date.now(), seen: patience.seen.getOrInsertComputed(folder, () => new Map()) },
      async (file) => {
        const said: Told = file.bytes ? told(file.bytes, reading, house.policy().model, (system) => readingOf(house, system)) : tooLarge(file.sha256, file.size, reading);
        // a sender that pauses in the middle of a file is none that sent half of one
        if (said.content.is === 'refused' && said.content.reason === 'not-well-formed' && file.quietMs < patience.wholeMs) return 'not-whole';
        const taken = await receive(newId(), file.name, file.size, await carried(kept, file.bytes, file.sha256, file.path), reading, said);
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
        const way = folders.find(({ reading }) => reading.flow === row.flow)?.reading;
        const reading: Reading = { ...(way ?? readingOf(house, row.system)), system: row.system };
        // what is too long is told so without being brought into memory
        const isReadable = row.raw !== null || row.size <= (reading.limits ?? usualLimits).maxBytes;
        const bytes = row.raw !== null ? new Uint8Array(Buffer.from(row.raw, 'utf8')) : isReadable ? await kept.read(row.file ?? '') : undefined;
        const said = bytes ? told(bytes, reading, house.policy().model, (system) => readingOf(house, system)) : tooLarge(row.file ?? '', row.size, reading);
        await receive(row.id, row.name, row.size, {}, reading, said);
        read++;
      } catch (error) {
        log.error({ err: error, message: row.id }, 'a message that was handed in could not be taken; tried again');
      }
    }
    return read;
  };

  return {
    pass: async () => {
      let done = 0;
      for (const drop of drops) done += await drop.look().catch((error: unknown) => (log.error({ err: error }, 'a drop folder could not be looked through'), 0));
      return done + (await readArrived()) + (await sender.pass());
    },
  };
}

/** Runs the flow on one server at a time. */
export function startB2mml(house: House): Lease {
  const warn = (message: string, error: unknown) => house.log.warn({ err: error }, message);
  return underLease(
    house.database,
    `flow:${house.site}:b2mml`,
    async () => {
      const schema = house.settings.schemas === undefined ? undefined : schemaCheck(house.settings.schemas);
      let pass: Promise<unknown> | undefined;
      const patience: Patience = { settleMs, wholeMs, seen: new Map() };
      const run = () => {
        // one at a time: a pass that takes longer than the pause between two is waited for by none
        // made anew each time: the model's flows may have changed
        pass ??= b2mmlFlow(house, foldersIn(house), schema, patience)
          .pass()
          .catch((error: unknown) => warn('messages could not be looked through', error))
          .finally(() => (pass = undefined));
      };
      const timer = setInterval(run, everyMs);
      run();
      return async () => {
        clearInterval(timer);
        await pass;
        schema?.dispose();
      };
    },
    warn,
  );
}
