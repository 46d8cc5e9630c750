import type { AnyQuery, Brought } from '@millrace/kernel';
import type * as z from 'zod';
import type { Database } from './connect.ts';
import type { Policy } from './authority.ts';

/** Who asks, and from where. */
export interface Asker {
  readonly site: string;
  readonly person: string;
  readonly now: Temporal.Instant;
  readonly database: Database;
  readonly policy: Policy;
  /** Parts of the plant for which the asker may see this address; `null` is the whole site. Lists inject it. */
  readonly places: readonly (string | null)[];
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
