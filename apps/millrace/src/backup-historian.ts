import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createHistorian } from '@millrace/historian';

// in order, so that the same samples are the same bytes; RowBinary has no blocks whose size could differ
const select = 'select * from millrace.sample final order by site, signal, source_time, sequence format RowBinary';

async function ask(url: string, query: string, body?: Readable): Promise<Response> {
  const answer = await fetch(`${url}/?${new URLSearchParams({ query })}`, {
    method: 'POST',
    ...(body && { body: Readable.toWeb(body), duplex: 'half' as const }),
  } as unknown as RequestInit);
  if (!answer.ok) throw new Error(`The historian did not answer "${query.slice(0, 60)}": ${(await answer.text()).trim()}`);
  return answer;
}

/** Samples into a file or nowhere; answers how many bytes and their SHA-256. The latest values follow from them. */
export async function samplesOut(url: string, file?: string): Promise<{ bytes: number; sha256: string }> {
  await migrated(url);
  const hash = createHash('sha256');
  let bytes = 0;
  const answer = await ask(url, select);
  async function* counted() {
    for await (const chunk of answer.body!) {
      const part = Buffer.from(chunk);
      hash.update(part);
      bytes += part.length;
      yield part;
    }
  }
  if (file === undefined) for await (const _ of counted());
  else await pipeline(counted, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  return { bytes, sha256: hash.digest('hex') };
}

export async function samplesIn(url: string, file: string): Promise<void> {
  await ask(url, 'insert into millrace.sample settings max_partitions_per_insert_block = 100000 format RowBinary', createReadStream(file));
}

/** How many samples there are. */
export async function samplesCount(url: string): Promise<number> {
  await migrated(url);
  return Number((await (await ask(url, 'select count() from millrace.sample format TabSeparated')).text()).trim());
}

async function migrated(url: string): Promise<void> {
  const historian = createHistorian(url);
  try {
    await historian.migrate();
  } finally {
    await historian.close();
  }
}
