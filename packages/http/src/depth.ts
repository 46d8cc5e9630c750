import { houseRefusal } from '@millrace/kernel';

// 64: the deepest form of the house, a change of the model, has some ten levels; canonical text and zod walk a value level by level on the stack
export const mostLevels = 64;

/** Whether a value nests deeper than so many levels. Walks without recursion: what is asked about may be nested as deep as a body is long. */
export function isDeeper(value: unknown, most: number): boolean {
  let level = [value].filter(isNest);
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one): unknown[] => Object.values(one)).filter(isNest);
  }
  return false;
}

const isNest = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Refuses a form that nests so deep that no rule could walk it. Bodies that stream in are no forms. */
export function refuseDeep(route: string | undefined, body: unknown): void {
  if (typeof body === 'object' && body !== null && 'pipe' in body && typeof body.pipe === 'function') return;
  const address = (route ?? '').split('/').slice(2).join('.') || 'http';
  if (isDeeper(body, mostLevels)) throw houseRefusal(address, 'too-deep', { most: mostLevels });
}
