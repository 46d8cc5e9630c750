import { id, instant } from '@millrace/kernel';
import * as z from 'zod';

/** Largest text kept in the row itself, characters; longer ones are kept as a file by their SHA-256. */
export const mostText = 262_144;

/** How a message came, or is to go. */
export const carried = {
  /** Other system, by identity in the model; `unknown` where nobody could tell. */
  system: z.string().min(1).max(80),
  /** Flow of the model it belongs to. */
  flow: z.string().max(80).optional(),
  /** File name, or who sent it by hand. */
  name: z.string().min(1).max(260),
  /** Length, bytes. */
  size: z.number().int().min(0),
  /** The message as it came, where it is text and not too long. */
  raw: z.string().max(mostText).optional(),
  /** SHA-256 of its bytes, where they are kept beside the row: too long, or no text. */
  file: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
};

/** What a message says of itself, once it could be read. */
export const identified = {
  /** Its sender's id, or a hash of its bytes. */
  messageId: z.string().max(300),
  /** SHA-256 of its bytes. */
  contentHash: z.string().min(16).max(128),
  /** What it is: `SyncProductionSchedule`. */
  noun: z.string().max(80),
  dialect: z.string().max(40).optional(),
  sender: z.string().max(200).optional(),
  /** When its sender wants to be told what became of it. */
  confirmation: z.enum(['Always', 'OnError', 'Never']).optional(),
  /** When the sender wrote it. */
  writtenAt: instant().optional(),
};

/** One order of a message and what became of it. */
export const part = z.object({ externalId: z.string(), outcome: z.enum(['waiting', 'taken', 'held', 'unchanged', 'unreadable', 'refused']), sentence: z.string().optional() });
export type Part = z.output<typeof part>;

export const facts = z.object({
  id: id('integration.message'),
  direction: z.enum(['in', 'out']),
  ...carried,
  ...z.object(identified).partial().shape,
  parts: z.array(part).readonly(),
  /** How often the same came again. */
  repeats: z.number().int(),
  at: instant(),
  by: z.string(),
});
export type Facts = z.output<typeof facts>;

/** Why nothing of a message was taken. */
export const refusal = { reason: z.string().max(80), sentence: z.string().max(2000), line: z.number().int().optional() };
