import { normal } from '@millrace/statistics';
import { isList, refuse, whole } from '../guard.ts';

/** A name of a judgement: 'good', 'bad', 1, 0 ... */
export type Category = string | number | boolean;

/** Agreement beyond chance: 1 full, 0 as by chance, below 0 worse. AIAG: above 0.75 good, below 0.40 poor. */
export interface Kappa {
  readonly kappa: number;
  /** Share of pairs that agree, and the share that would by chance. */
  readonly observed: number;
  readonly expected: number;
  /** Standard error if there were no agreement beyond chance; z and p test that. 0 where a judge used one category: then they are absent. */
  readonly standardError: number;
  readonly z?: number;
  readonly p?: number;
}

function judged(kappa: number, observed: number, expected: number, error: number): Kappa {
  // shares like 1/3 do not cancel to the last digit
  const standardError = error < 1e-7 ? 0 : error;
  const z = kappa / standardError;
  return { kappa, observed, expected, standardError, ...(standardError > 0 && { z, p: normal().survival(z) }) };
}

/** Cohen's kappa of a square table of counts, rows by one judge and columns by the other (Cohen 1960; error by Fleiss, Cohen & Everitt 1969). */
export function kappaOfTable(table: readonly (readonly number[])[]): Kappa {
  if (!isList(table) || table.length < 2) refuse('table', table, 'a square table of at least 2 by 2 counts');
  table.forEach((line, i) => {
    if (!isList(line) || line.length !== table.length) refuse(`table[${i}]`, line, `${table.length} counts long: the table must be square`);
    line.forEach((count, j) => whole(`table[${i}][${j}]`, count, 0));
  });
  const n = table.flat().reduce((a, b) => a + b, 0);
  if (n < 2) refuse('table', table, 'counts of at least 2 judged pieces');
  const rows = table.map((line) => line.reduce((a, b) => a + b, 0) / n);
  const columns = table.map((_, j) => table.reduce((a, line) => a + line[j]!, 0) / n);
  const observed = table.reduce((a, line, i) => a + line[i]!, 0) / n;
  const expected = rows.reduce((a, r, i) => a + r * columns[i]!, 0);
  if (expected === 1) refuse('table', table, 'such that both judges used more than one category: agreement on a single one proves nothing');
  const spread = rows.reduce((a, r, i) => a + r * columns[i]! * (r + columns[i]!), 0);
  const error = Math.sqrt(Math.max(0, expected + expected * expected - spread) / n) / (1 - expected);
  return judged((observed - expected) / (1 - expected), observed, expected, error);
}

/** Cohen's kappa of two judges on the same pieces in the same order. */
export function cohenKappa(first: readonly Category[], second: readonly Category[]): Kappa {
  if (!(first?.length >= 2)) refuse('first', first, 'a list of at least 2 judgements');
  if (second?.length !== first.length) refuse('second', second, `as long as first (${first.length})`);
  const names = [...new Set([...first, ...second])];
  if (names.length < 2) refuse('first and second', names, 'such that more than one category occurs: agreement on a single one proves nothing');
  return kappaOfTable(names.map((a) => names.map((b) => first.filter((value, i) => value === a && second[i] === b).length)));
}

export interface FleissKappa extends Kappa {
  /** Kappa of each category against all others. */
  readonly categories: readonly { readonly category: Category; readonly kappa: number; readonly z: number; readonly p: number }[];
}

/**
 * Fleiss's kappa of several judgements of each piece, equally many for all (Fleiss 1971; errors by Fleiss, Nee & Landis 1979, as Minitab).
 * Judges are taken as interchangeable.
 */
export function fleissKappa(judgements: readonly (readonly Category[])[]): FleissKappa {
  if (!isList(judgements) || judgements.length < 2) refuse('judgements', judgements, 'a list of at least 2 pieces');
  const m = judgements[0]?.length ?? 0;
  judgements.forEach((line, i) => {
    if (!isList(line) || line.length < 2 || line.length !== m)
      refuse(`judgements[${i}]`, line, m < 2 ? 'a list of at least 2 judgements' : `a list of ${m} judgements like the first`);
  });
  const names = [...new Set(judgements.flat())];
  if (names.length < 2) refuse('judgements', judgements, 'such that more than one category occurs: agreement on a single one proves nothing');
  const n = judgements.length;
  const counts = judgements.map((line) => names.map((name) => line.filter((value) => value === name).length));
  const shares = names.map((_, j) => counts.reduce((a, line) => a + line[j]!, 0) / (n * m));
  const observed = counts.reduce((a, line) => a + (line.reduce((b, c) => b + c * c, 0) - m), 0) / (n * m * (m - 1));
  const expected = shares.reduce((a, p) => a + p * p, 0);
  const pq = shares.reduce((a, p) => a + p * (1 - p), 0);
  const third = shares.reduce((a, p) => a + p * (1 - p) * (1 - 2 * p), 0);
  const error = (Math.SQRT2 / (pq * Math.sqrt(n * m * (m - 1)))) * Math.sqrt(Math.max(0, pq * pq - third));
  const single = Math.sqrt(2 / (n * m * (m - 1)));
  return {
    ...judged((observed - expected) / (1 - expected), observed, expected, error),
    categories: names.map((category, j) => {
      const p = shares[j]!;
      const disagreement = counts.reduce((a, line) => a + line[j]! * (m - line[j]!), 0);
      const kappa = 1 - disagreement / (n * m * (m - 1) * p * (1 - p));
      return { category, kappa, z: kappa / single, p: normal().survival(kappa / single) };
    }),
  };
}
