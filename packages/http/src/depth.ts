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

/** Where the first number stands that JSON writes and no computer holds: `1e400` is read as infinite. Of a form that is no deeper than is taken. */
function endlessIn(value: unknown, at = 'body'): string | undefined {
  if (!isNest(value)) return value === Infinity || value === -Infinity ? at : undefined;
  for (const [name, one] of Object.entries(value)) {
    const found = endlessIn(one, at === 'body' ? name.slice(0, 60) : `${at}.${name.slice(0, 60)}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Refuses a form that nests so deep that no rule could walk it, or holds a number that none could reckon with. Bodies that stream in are no forms. */
export function refuseDeep(route: string | undefined, body: unknown): void {
  if (typeof body === 'object' && body !== null && 'pipe' in body && typeof body.pipe === 'function') return;
  const address = (route ?? '').split('/').slice(2).join('.') || 'http';
  if (isDeeper(body, mostLevels)) throw houseRefusal(address, 'too-deep', { most: mostLevels });
  const endless = endlessIn(body);
  if (endless !== undefined)
    throw houseRefusal(address, 'bad-input', { problems: `${endless}: a number beyond 1.8e308, which nothing here can hold; send the amount as text, such as "18.93"` });
}
