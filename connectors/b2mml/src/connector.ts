import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type Connector, defineConnector, intake, type Log, type Running, sentenceOf, type Sink, skewSchema, type Status } from '@millrace/connector-kit';
import * as z from 'zod';
import sample from '../sample.json' with { type: 'json' };
import { usualLimits } from './limits.ts';

/** Settings of a drop folder. */
export const configSchema = z.strictObject({
  folder: z.string().min(1).describe('Folder with in, work, done and error inside; they are made where absent'),
  source: z.string().min(1).describe('Name of the sending system'),
  pattern: z
    .string()
    .regex(/^[^/\\]+$/, 'must be a file name; * stands for any characters')
    .default('*.xml')
    .describe('Files that are taken; * stands for any characters. Never taken: names that begin with a dot or end in .tmp or .part'),
  everyMs: z.number().int().min(50).default(2_000).describe('The folder is looked at so often, ms'),
  settleMs: z.number().int().min(0).default(1_000).describe('A file is taken when it has not changed for so long, ms; a sender that writes name.tmp and renames it may set 0'),
  maxBytes: z.number().int().min(1).default(usualLimits.maxBytes).describe('A larger file is not read but laid in error, bytes'),
});

export type Config = z.output<typeof configSchema>;

/** A folder into which another system lays B2MML files. */
export const b2mmlFolder: Connector<typeof configSchema> = defineConnector({
  type: 'b2mml-folder',
  title: 'Drop folder for B2MML files',
  emits: ['message'],
  config: configSchema,
  sample,
  start,
  probe: ({ folder }) => access(folder, constants.R_OK | constants.W_OK),
});

/**
 * A file goes in -> work -> done, or -> error with a `.reason.txt` beside it; none is ever deleted. It leaves work when the
 * sink has kept its bytes: after a crash between the two it comes again under the same key.
 */
async function start(config: Config, sink: Sink, log: Log, clock: Clock): Promise<Running> {
  const path = (...parts: string[]) => join(config.folder, ...parts);
  // the folder itself is not made: a share that is not mounted must not be mistaken for an empty one
  await access(config.folder, constants.R_OK | constants.W_OK).catch((cause: unknown) => {
    throw new Error(`${config.folder}: ${sentenceOf(cause)}`, { cause });
  });
  for (const one of ['in', 'work', 'done', 'error']) await mkdir(path(one), { recursive: true });

  const into = intake({ sink, log, clock, skew: skewSchema.parse({}) });
  const isWanted = wanted(config.pattern);
  const since = clock.now();
  let lastError: Status['lastError'];
  let cancel = () => {};
  let stopped = false;

  const lay = async (name: string, where: 'done' | 'error', reason?: string) => {
    const taken = await stat(path(where, name)).then(
      () => true,
      () => false,
    );
    const final = taken ? `${clock.now().epochMilliseconds}-${name}` : name;
    await rename(path('work', name), path(where, final));
    if (reason !== undefined) await writeFile(path(where, `${final}.reason.txt`), `${reason}\n`);
    into.count(where);
  };
  const take = async (name: string) => {
    const { size, mtimeMs } = await stat(path('work', name));
    if (size > config.maxBytes) {
      log.warn(`${name} is too large and was laid in error.`, { source: config.source, bytes: size });
      return lay(name, 'error', `The file has ${size} bytes; at most ${config.maxBytes} are read. Send it in parts.`);
    }
    const bytes = new Uint8Array(await readFile(path('work', name)));
    const at = Temporal.Instant.fromEpochMilliseconds(Math.round(mtimeMs));
    const dedupeKey = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    await into.take([{ kind: 'message', source: config.source, name, mediaType: 'application/xml', bytes, dedupeKey, at, receivedAt: clock.now() }]);
    await lay(name, 'done');
  };
  const look = async () => {
    // what a crash left in work comes first, then what is new, each in the order of its name
    for (const name of (await readdir(path('work'))).filter(isWanted).toSorted()) if (!stopped) await take(name);
    for (const name of (await readdir(path('in'))).filter(isWanted).toSorted()) {
      if (stopped) return;
      const { mtimeMs } = await stat(path('in', name));
      if (clock.now().epochMilliseconds - mtimeMs < config.settleMs) continue;
      await rename(path('in', name), path('work', name));
      await take(name);
    }
  };
  let round: Promise<void> = Promise.resolve();
  const again = () => {
    round = look().catch((cause: unknown) => {
      lastError = { at: clock.now(), message: sentenceOf(cause) };
      into.count('failedRounds');
      log.warn(`The drop folder could not be looked through: ${lastError.message}`, { folder: config.folder });
    });
    void round.then(() => {
      if (!stopped) cancel = clock.after(config.everyMs, again);
    });
  };
  again();

  return {
    async stop() {
      stopped = true;
      cancel();
      await into.stop();
      await round;
    },
    status: () => ({ state: stopped ? 'stopped' : 'connected', since, attempts: 0, ...(lastError && { lastError }), ...into.status() }),
  };
}

function wanted(pattern: string): (name: string) => boolean {
  const expression = new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  );
  return (name) => expression.test(name) && !name.startsWith('.') && !/\.(tmp|part)$/i.test(name);
}
