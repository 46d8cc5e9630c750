import type * as z from 'zod';

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
