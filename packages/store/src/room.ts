import { covers, mayAsk, notPermitted, type AnyNoun, type AnyQuery, type Brought, type Refusal } from '@millrace/kernel';
import type * as z from 'zod';
import type { Database } from './connect.ts';
import type { Grant, Policy } from './authority.ts';

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
  /** Their rights at this moment. */
  readonly grants: readonly Grant[];
  /** The same person asking another question, by their right to that one; undefined where they have none. */
  readonly asking: (other: AnyQuery) => Asker | undefined;
  /** Aborted when nobody waits for the answer any more: what takes long looks at it, and stops. */
  readonly left: AbortSignal;
}

/** Parts of the plant under which somebody may ask an address; `null` among them is the whole site. */
export type Places = readonly (string | null)[];

/** Everything that lies where somebody may ask; null is everything. */
export function scopeOf(places: Places, policy: Policy): readonly string[] | null {
  if (places.includes(null)) return null;
  return [...new Set(places.flatMap((place) => policy.under(place!)))].toSorted();
}

const stays = new AbortController().signal;

/** Who asks a query by these rights, with a database that shows only what they may see of it; undefined where no right covers it. */
export function asker(query: AnyQuery, who: Omit<Asker, 'sees' | 'asking' | 'left'> & { readonly left?: AbortSignal }): Asker | undefined {
  const { database, grants, policy, left = stays } = who;
  if (!mayAsk(query, grants)) return undefined;
  const places = grants.filter(({ pattern }) => covers(pattern, query.address)).map(({ place }) => place);
  const scope = scopeOf(places, policy);
  return {
    ...who,
    left,
    database: database.seenFrom(scope),
    sees: (place) => scope === null || (place !== undefined && scope.includes(place)),
    asking: (other) => asker(other, who),
  };
}

/** The refusal of a question that no right of the asker covers; by the policy it names the roles that may, without it the right. */
export const mayNotAsk = ({ address, reach }: AnyQuery, policy?: Policy): Refusal =>
  notPermitted(address, reach === 'site' ? 'the whole site' : 'this site', policy?.rolesThatMay(address, undefined), policy?.nameOfRole);

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
