import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createHistorian } from '@millrace/historian';

// in order, so that the same samples are the same bytes; text of a Float64 reads back as the same number
const select = 'select * from millrace.sample final order by site, signal, source_time, sequence format TabSeparated';

async function ask(url: string, query: string, body?: Buffer): Promise<Response> {
  const answer = await fetch(`${url}/?${new URLSearchParams({ query, max_partitions_per_insert_block: '10000' })}`, {
    method: 'POST',
    ...(body && { body: new Uint8Array(body) }),
  });
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

// 64 MiB: the embedded historian takes at most 512 MiB at a time
const pieceBytes = 64 * 1024 * 1024;

/** Samples from a file that `samplesOut` wrote, in pieces of whole lines. */
export async function samplesIn(url: string, file: string): Promise<void> {
  const send = (piece: Buffer) => ask(url, 'insert into millrace.sample format TabSeparated', piece);
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: pieceBytes })) {
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    const end = bytes.lastIndexOf(10) + 1;
    if (end > 0) await send(bytes.subarray(0, end));
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) await send(rest);
}

/** Takes all samples out again, of a historian that was empty before. */
export async function emptySamples(url: string): Promise<void> {
  for (const table of ['sample', 'latest']) await ask(url, `truncate table millrace.${table}`);
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
