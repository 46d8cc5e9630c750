import type * as z from 'zod';
import { covers } from './address.ts';

/** A question to the plant's record. Reads only; `GET` with flat parameters. */
export interface Query<A extends string = string, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query';
  readonly address: A;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  /** `place`: it shows what lies where the asker's roles hold. `site`: it speaks of the site as a whole, and is asked only by who sees all of it. */
  readonly reach: 'place' | 'site';
}

// oxlint-disable-next-line typescript/no-explicit-any -- the registry holds queries of every shape
export type AnyQuery = Query<any, any, any>;

/** Somebody with these rights may ask it: from anywhere here, or of the whole site where it speaks of that. */
export const mayAsk = ({ address, reach }: AnyQuery, grants: readonly { readonly pattern: string; readonly place: string | null }[]): boolean =>
  grants.some((grant) => covers(grant.pattern, address) && (reach === 'place' || grant.place === null));

/** Declares a query; its answer joins it in the room's `module.ts`. */
export function query<const A extends string, I extends z.ZodType, O extends z.ZodType>(input: {
  address: A;
  summary: string;
  input: I;
  output: O;
  reach?: Query['reach'];
}): Query<A, I, O> {
  return { kind: 'query', reach: 'place', ...input };
}
