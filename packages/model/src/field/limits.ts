import * as z from 'zod';

const decimal = '-?(?:0|[1-9]\\d*)(?:\\.\\d+)?';
const both = new RegExp(`^(${decimal}) to (${decimal})$`);
const one = new RegExp(`^at (most|least) (${decimal})$`);

/** What a reading must keep to. Both ends are inside (`within` includes both); an end that is absent is open. */
export interface Limits {
  readonly low?: string;
  readonly high?: string;
}

/** Limits as people write them: `18.20 to 18.80`, `at most 1.5`, `at least 95`. Exact decimals; the unit stands beside them. */
export const limits = z
  .string()
  .refine((text) => both.test(text) || one.test(text), 'is a pair such as 18.20 to 18.80, or at most 1.5, or at least 95')
  .refine((text) => isUpright(text), 'has its ends the wrong way round: write the lower one first')
  .meta({ examples: ['18.20 to 18.80', 'at most 1.5', 'at least 95'] });

/** The two ends behind `18.20 to 18.80`, as exact decimal text. */
export function readLimits(text: string): Limits {
  const pair = both.exec(text);
  if (pair?.[1] !== undefined && pair[2] !== undefined) return { low: pair[1], high: pair[2] };
  const single = one.exec(text);
  if (single?.[2] !== undefined) return single[1] === 'most' ? { high: single[2] } : { low: single[2] };
  throw new TypeError(`"${text}" is no limit: write 18.20 to 18.80, at most 1.5 or at least 95.`);
}

function isUpright(text: string): boolean {
  const pair = both.exec(text);
  // only the order of the two matters here, and floats keep the order of decimals that differ visibly
  return pair === null || Number(pair[1]) <= Number(pair[2]);
}
