import type { Params } from '../client/address.ts';

/** A page of a list query. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Key of the next page; null at the end. */
  readonly next: string | null;
  readonly total?: number;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A declared filter of a list; the server knows it by the same name. */
export type Filter =
  | { readonly name: string; readonly label: string; readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly name: string; readonly label: string; readonly kind: 'flag' }
  | { readonly name: string; readonly label: string; readonly kind: 'text' | 'date' };

/** A declared order of a list: `-due` is due, latest first. */
export interface Sort {
  readonly value: string;
  readonly label: string;
}

export type ListState = Readonly<Record<string, string>>;

/** Parameters of the list query: only declared filters and sorts leave the browser, so a stale link never becomes a refusal. */
export function listParams(state: ListState, declared: { filters: readonly Filter[]; sorts: readonly Sort[]; fixed?: Params; limit: number }): Params {
  const params: Record<string, string | number> = { limit: declared.limit };
  for (const filter of declared.filters) {
    const value = state[filter.name];
    if (value === undefined || value === '') continue;
    if (filter.kind === 'choice' && !filter.choices.some((choice) => choice.value === value)) continue;
    params[filter.name] = value;
  }
  const sort = declared.sorts.find((one) => one.value === state['sort']) ?? declared.sorts[0];
  if (sort) params['sort'] = sort.value;
  return { ...params, ...declared.fixed };
}

/** The order after a click on a column: ascending, then descending, then the list's own. */
export function nextSort(current: string | undefined, column: string): string | undefined {
  if (current === column) return `-${column}`;
  return current === `-${column}` ? undefined : column;
}

/** Where the keyboard stands after a key; a list does not wrap round, so that holding a key ends at an end. */
export function moveCursor(at: number, key: string, count: number): number {
  if (count === 0) return -1;
  const last = count - 1;
  const step: Record<string, number> = {
    ArrowDown: at + 1,
    j: at + 1,
    ArrowUp: at - 1,
    k: at - 1,
    PageDown: at + 10,
    PageUp: at - 10,
    Home: 0,
    End: last,
  };
  return Math.max(0, Math.min(last, step[key] ?? at));
}
