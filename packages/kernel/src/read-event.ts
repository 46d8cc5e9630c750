import * as z from 'zod';
import { Fault } from './refusal.ts';
import type { AnyEvent, AnyNoun } from './noun.ts';

const shapes = new WeakMap<AnyNoun, Map<string, z.ZodObject>>();

/** The schema of one event of a noun, by its last word. */
export function eventShape(noun: AnyNoun, name: string): z.ZodObject {
  let known = shapes.get(noun);
  if (!known) shapes.set(noun, (known = new Map()));
  let shape = known.get(name);
  if (!shape) {
    const raw = (noun.events as Record<string, z.ZodRawShape>)[name];
    if (!raw) throw new Fault(`${noun.address} has no event "${name}"`);
    known.set(name, (shape = z.object(raw)));
  }
  return shape;
}

/** A stored event as the rooms know it today: lifted from its version, moments and ids typed. */
export function readEvent(noun: AnyNoun, type: string, version: number, subject: string, data: Record<string, unknown>): AnyEvent {
  const name = type.slice(noun.address.length + 1);
  const current = noun.versions[name] ?? 1;
  let lifted = data;
  for (let from = version; from < current; from++) {
    const up = noun.upcasters[name]?.[from];
    if (!up) throw new Fault(`${type} of version ${from} cannot be read: no upcaster to version ${from + 1}`);
    lifted = up(lifted);
  }
  const parsed = z.safeDecode(eventShape(noun, name), lifted as never);
  if (!parsed.success) throw new Fault(`A stored ${type} of ${subject} does not fit its shape`, parsed.error);
  return { type, subject, ...parsed.data };
}
