import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Connector, Frame } from './connector.ts';
import { readConfig } from './config.ts';
import { printable } from './printable.ts';

/**
 * One recorded problem: a folder `cases/<problem>/` with `config.json`, `frames.jsonl` and `expected.json`, or
 * `error.txt` where the config must be refused. Who adds a case writes no code.
 */
export interface Case {
  /** The folder's name: the problem, in words. */
  readonly problem: string;
  readonly folder: string;
}

/** A line of `frames.jsonl`: when, on which channel, and the bytes as text, hex or JSON; or an event instead of bytes. */
const frameLine = z.strictObject({
  at: z.string(),
  event: z.enum(['frame', 'connected', 'disconnected', 'tick']).default('frame'),
  channel: z.string().default(''),
  retained: z.boolean().default(false),
  text: z.string().optional(),
  hex: z
    .string()
    .regex(/^([0-9a-fA-F]{2}\s*)*$/)
    .optional(),
  json: z.unknown().optional(),
  /** Words for the reader, ignored. */
  says: z.string().optional(),
});

/** The cases of a connector, in the order of their names. */
export function casesIn(connectorFolder: string): Case[] {
  const folder = join(connectorFolder, 'cases');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ problem: entry.name, folder: join(folder, entry.name) }))
    .sort((a, b) => (a.problem < b.problem ? -1 : 1));
}

/** Plays a case; the answer is what came out and what was expected, both printable, for the test to compare. */
export function playCase<Schema extends z.ZodType>(connector: Connector<Schema>, one: Case): { actual: unknown; expected: unknown } {
  const read = (name: string) => readFileSync(join(one.folder, name), 'utf8');
  const has = (name: string) => existsSync(join(one.folder, name));
  const raw: unknown = has('config.json') ? JSON.parse(read('config.json')) : connector.sample;

  if (has('error.txt')) {
    let refused = '(the config was accepted)';
    try {
      readConfig(connector, raw);
    } catch (cause) {
      refused = cause instanceof Error ? cause.message : String(cause);
    }
    return { actual: refused.trim(), expected: read('error.txt').trim() };
  }
  if (!connector.replay) throw new Error(`${connector.type} has cases but no replay to play them with.`);
  const frames = parseFrames(read('frames.jsonl'), join(one.folder, 'frames.jsonl'));
  const actual = connector.replay(readConfig(connector, raw), frames).flatMap(printable);
  return { actual, expected: JSON.parse(read('expected.json')) };
}

/** Reads recorded frames, one JSON object per line; an empty line is skipped. */
export function parseFrames(text: string, file: string): Frame[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      const { at, event, channel, retained, text: words, hex, json } = frameLine.parse(JSON.parse(line));
      const bytes = hex !== undefined ? Buffer.from(hex.replaceAll(/\s/g, ''), 'hex') : Buffer.from(words ?? (json === undefined ? '' : JSON.stringify(json)), 'utf8');
      return [{ at: Temporal.Instant.from(at), event, channel, retained, bytes: new Uint8Array(bytes) }];
    } catch (cause) {
      throw new Error(`${file}, line ${index + 1}: not a frame: ${line.slice(0, 120)}`, { cause });
    }
  });
}
