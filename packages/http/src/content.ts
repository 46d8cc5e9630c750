import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { covers, houseRefusal, notPermitted, namedId, newId, type AnyCommand, type KeptContent } from '@millrace/kernel';
import type { Contents } from '@millrace/record';
import type { Answer } from '@millrace/store';
import type { Gatekeeper, Identified } from './identity.ts';

/** What a sender of bytes is told instead of the plain answer of the command. */
export interface Said {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** The way in for bodies that are no forms: files and messages. */
export interface ContentDoor {
  /** Where a body lies while it comes in. */
  readonly folder: string;
  /** A larger body is refused, bytes. */
  readonly mostBytes: number;
  readonly contents: Contents;
  /** By address: what the sender is told once the bytes were looked at. Undefined answers as any command does. */
  readonly answers: Readonly<Record<string, (answer: Answer, accept: string) => Promise<Said | undefined>>>;
}

// an hour: no body takes so long to come in, so what is older was left by a server that died
const abandonedMs = 3_600_000;

/** Makes the folder for bodies on their way in, and clears what a dead server left there. */
export function openIncoming(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > abandonedMs) rmSync(path, { force: true });
  }
}

/** Whether the body of a request is the bytes themselves, for a command that takes such. */
export const isContent = (command: AnyCommand, request: FastifyRequest) =>
  command.content !== undefined && typeof (request.body as Partial<Readable> | null | undefined)?.pipe === 'function';

/** Takes the bytes to disk and then into the record, and answers the input that tells the command of them. */
export async function takeContent(command: AnyCommand, request: FastifyRequest, who: Identified, gate: Gatekeeper, door: ContentDoor): Promise<Record<string, unknown>> {
  const { into, names, types } = command.content!;
  // before a byte is read: whoever may not do this anywhere does not fill our disk
  if (!(await gate.grantsOf(who)).some((grant) => covers(grant.pattern, command.address))) throw notPermitted(command.address, 'this site');
  const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
  if (types !== 'any' && !types.includes(type)) throw houseRefusal(command.address, 'not-taken', { type: type || 'none named', types: types.join(' or ') });
  const tooLarge = (bytes: number | string) => houseRefusal(command.address, 'too-large', { most: door.mostBytes, bytes });
  const told = Number(request.headers['content-length']);
  if (told > door.mostBytes) throw tooLarge(told);
  const path = join(door.folder, newId());
  try {
    const content = await toDisk(request.body as Readable, path, door.mostBytes, () => tooLarge('more'));
    await door.contents.keep(content.sha256, { path });
    const { reason: _, ...given } = request.query as Record<string, unknown>;
    return { ...given, ...(given[names] === undefined && { [names]: identityFor(request, who) }), [into]: content };
  } finally {
    await rm(path, { force: true });
  }
}

async function toDisk(body: Readable, path: string, mostBytes: number, tooLarge: () => Error): Promise<KeptContent> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  const file = await open(path, 'wx', 0o600);
  try {
    // the request is not destroyed when we stop: its sender still has to read why
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw tooLarge();
      hash.update(chunk);
      if (head.length < 16) head = Buffer.concat([head, chunk]).subarray(0, 16);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes, head: head.toString('hex') };
}

/** Identity of the new record: the same key names the same one, so that a sender who tries again makes no second one. */
function identityFor(request: FastifyRequest, who: Identified): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return newId();
  return namedId('http.content', who.actor.person, key);
}

/** The rest of a body that was refused is let through unread, so that the sender comes to read the answer; then the line is closed. */
export function letRestPass(request: FastifyRequest, reply: FastifyReply): void {
  if (request.raw.readableEnded) return;
  reply.header('connection', 'close');
  request.raw.resume();
  // 10 s: a sender that has not noticed by then is cut off
  const patience = setTimeout(() => request.raw.destroy(), 10_000);
  request.raw.once('close', () => clearTimeout(patience));
}
