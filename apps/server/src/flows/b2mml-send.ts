import { mkdir, open, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { SchemaCheck } from '@millrace/connector-b2mml';
import { newId } from '@millrace/kernel';
import { contents } from '@millrace/record';
import { confirmOf } from './b2mml-answer.ts';
import { sha256 } from './b2mml-in.ts';
import { performanceOf } from './b2mml-out.ts';
import { flowsOf, text, type FlowPart } from './b2mml-flows.ts';
import { carried } from './carried.ts';
import { doneOrder } from './done-order.ts';

interface ToSend {
  readonly id: string;
  readonly number: string;
  readonly system: string;
  readonly flow: string | null;
  readonly job_order: string | null;
  readonly request: string | null;
  readonly answers: string | null;
  readonly at: Temporal.Instant;
}

/** What is to be written, or why it never will be; `wait` where it is not all known yet. */
type Written = 'wait' | { readonly noun: string; readonly bytes: Uint8Array } | { readonly reason: string; readonly sentence: string };

/** Sends what is to be told: work done, and what became of messages. Each is a file that appears whole. */
export function b2mmlSender(house: FlowPart, schema: SchemaCheck | undefined): { readonly pass: () => Promise<number> } {
  const { site, settings, database, shell, log } = house;
  const kept = contents(database, site);

  const write = async (row: ToSend): Promise<Written> => {
    if (row.answers !== null) {
      const bytes = await confirmOf(house, row.answers, row.id, row.at);
      return bytes ? { noun: 'ConfirmBOD', bytes } : { reason: 'no-message', sentence: 'The message it answers is not in the record, or nothing is known of it yet.' };
    }
    const done = await doneOrder(database, site, row.job_order ?? '', row.request ?? '');
    if (done === 'wait') return 'wait';
    if (!done) return { reason: 'no-order', sentence: 'The job order or its request is not in the record.' };
    const { model } = house.policy();
    const bytes = performanceOf({
      messageId: row.id,
      createdAt: row.at,
      sender: site,
      system: row.system,
      externalId: done.externalId,
      order: done.order,
      intervals: done.intervals,
      model,
    });
    return { noun: 'SyncOperationsPerformance', bytes };
  };

  const sendOne = async (row: ToSend): Promise<boolean> => {
    const execute = (address: string, input: unknown) =>
      shell.execute(address, input, { key: newId(), actor: { kind: 'system', person: `flow:${row.flow ?? 'integration'}` }, site });
    const written = await write(row).catch((error: unknown): Written => {
      // a name that XML cannot carry will not become writable by waiting
      if (!(error instanceof RangeError)) throw error;
      return { reason: 'not-writable', sentence: error.message };
    });
    if (written === 'wait') return false;
    const [fault] = 'bytes' in written ? (schema?.faults(written.bytes) ?? []) : [];
    const failed = 'reason' in written ? written : fault && { reason: 'schema', sentence: `It does not validate: ${fault.message} (line ${fault.line}).` };
    if (failed) {
      await execute('integration.message.fail', { message: row.id, reason: failed.reason, sentence: failed.sentence.slice(0, 2000) });
      return true;
    }
    const { noun, bytes } = written as Extract<Written, { bytes: Uint8Array }>;
    const contentHash = sha256(bytes);
    const name = `${row.number}.xml`;
    const how = await carried(kept, bytes, contentHash);
    await layOut(resolve(settings.drop, folderOf(house, row.flow)), name, bytes);
    await execute('integration.message.confirm', { message: row.id, messageId: row.id, contentHash, noun, dialect: 'V0701', name, size: bytes.length, ...how });
    return true;
  };

  return {
    pass: async () => {
      const { rows } = await database.pool.query<ToSend>(
        `select id, number, system, flow, job_order, request, answers, at from integration.message where site = $1 and state = 'to-send' order by at, id limit 50`,
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

function folderOf(house: FlowPart, flow: string | null): string {
  const found = flowsOf(house, 'out').find((one) => one.id === flow);
  return text((found?.fields.settings as Record<string, unknown> | undefined)?.folder) ?? 'out';
}
