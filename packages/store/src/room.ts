import type { AnyNoun, AnyQuery, Brought } from '@millrace/kernel';
import type * as z from 'zod';
import type { Database } from './connect.ts';
import type { Policy } from './authority.ts';

/** Who asks, and from where. */
export interface Asker {
  readonly site: string;
  readonly person: string;
  readonly now: Temporal.Instant;
  /** The plant's record as the asker may see it. */
  readonly database: Database;
  readonly policy: Policy;
  /** Nouns of the house, by address. */
  readonly nouns: ReadonlyMap<string, AnyNoun>;
  /** Whether a part of the plant is one the asker may see. Rows need no such question: `database` shows no others. */
  readonly sees: (place: string | undefined) => boolean;
}

/** Parts of the plant under which somebody may ask an address; `null` among them is the whole site. */
export type Places = readonly (string | null)[];

/** Everything that lies where somebody may ask; null is everything. */
export function scopeOf(places: Places, policy: Policy): readonly string[] | null {
  if (places.includes(null)) return null;
  return [...new Set(places.flatMap((place) => policy.under(place!)))].toSorted();
}

/** Who asks, with a database that shows only what they may see. */
export function asker({ database, places, policy, ...who }: Omit<Asker, 'sees'> & { readonly places: Places }): Asker {
  const scope = scopeOf(places, policy);
  return { ...who, policy, database: database.seenFrom(scope), sees: (place) => scope === null || (place !== undefined && scope.includes(place)) };
}

/** A query with its answer. */
export interface Answered {
  readonly query: AnyQuery;
  readonly answer: (input: never, asker: Asker) => Promise<unknown>;
}

/** Joins a query with its answer; the types of both are held together. */
export function answered<Q extends AnyQuery>(query: Q, answer: (input: z.output<Q['input']>, asker: Asker) => Promise<z.output<Q['output']>>): Answered {
  return { query, answer: answer as Answered['answer'] };
}

/** What a room brings to the house. */
export interface Room extends Omit<Brought, 'queries'> {
  readonly name: string;
  readonly schema?: string;
  readonly queries?: readonly Answered[];
}
