import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useGo, useUrlState } from '../app/router.tsx';
import { nounOf, type Params } from '../client/address.ts';
import { useClient } from '../client/context.tsx';
import { Button } from '../core/button.tsx';
import { Empty, Failed, Loading } from '../core/states.tsx';
import { useMedia } from '../look/look.tsx';
import { figure } from '../text/format.ts';
import { useText } from '../text/text.ts';
import { FilterBar } from './filter-bar.tsx';
import { listParams, moveCursor, nextSort, type Filter, type Page, type Sort } from './list-state.ts';
import './list.css';

export interface Column<Row> {
  /** Name of the row's field; also the sort's name when `sort` is set. */
  readonly name: string;
  readonly label: string;
  readonly show?: (row: Row) => ReactNode;
  /** The list query can sort by this column. */
  readonly sort?: boolean;
  /** Figures stand at the end. */
  readonly align?: 'start' | 'end';
  readonly width?: string;
  /** Place on a phone's card: title, beneath it (default), at the end of the title's line, or not at all. */
  readonly phone?: 'title' | 'under' | 'aside' | 'hidden';
}

export interface DataListProps<Row> {
  /** List query. */
  readonly address: string;
  /** Told to screen readers: `Deviations`. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
  /** Where a row leads to. */
  readonly open?: (row: Row) => string;
  readonly filters?: readonly Filter[];
  /** Declared orders; the first is the list's own. */
  readonly sorts?: readonly Sort[];
  /** Parameters this list always has. */
  readonly fixed?: Params;
  /** Nouns whose events make the list old, besides its own. */
  readonly nouns?: readonly string[];
  /** What an empty list says; kind words, and what to do. */
  readonly empty?: ReactNode;
  readonly limit?: number;
  /** Marks a row with a bar in the margin: abnormal or due. */
  readonly toneOf?: (row: Row) => 'bad' | 'warn' | undefined;
  /** Where several lists share a page: prefix of this one's filters and order in the page's address. */
  readonly urlName?: string;
  /** Order within what the server sorts alike, such as the units of one shift; it must keep the server's order otherwise. */
  readonly within?: (a: Row, b: Row) => number;
  /** Buttons beside the filters. */
  readonly actions?: ReactNode;
}

/** A list of records: filters, order, pages by key, arrows and enter; cards on a phone. */
export function DataList<Row>(props: DataListProps<Row>) {
  const { address, columns, filters = [], sorts = [], fixed, nouns = [], limit = 50, label, idOf, open, empty } = props;
  const t = useText();
  const go = useGo();
  const client = useClient();
  const [state, setState] = useListState(props.urlName);
  const isPhone = useMedia('(max-width: 640px)');
  const params = listParams(state, { filters, sorts: allSorts(sorts, columns), limit, ...(fixed ? { fixed } : {}) });

  const { data, error, isPending, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ['ask', address, params],
    queryFn: ({ pageParam, signal }) => client.ask<Page<Row>>(address, { ...params, after: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    meta: { nouns: [nounOf(address), ...nouns] },
    placeholderData: (old) => old,
  });
  const told = data?.pages.flatMap((page) => page.rows) ?? [];
  const rows = props.within ? told.toSorted(props.within) : told;
  const total = data?.pages[0]?.total;

  const [cursor, setCursor] = useState(0);
  const body = useRef<HTMLDivElement>(null);
  const at = Math.min(cursor, rows.length - 1);
  const atEnd = at === rows.length - 1;
  useEffect(() => {
    if (atEnd && hasNextPage && cursor > 0 && !isFetchingNextPage) void fetchNextPage();
  }, [atEnd, hasNextPage, cursor, isFetchingNextPage, fetchNextPage]);

  function press(event: KeyboardEvent) {
    if (event.target instanceof HTMLElement && event.target.closest('a, button, input')) return;
    const next = moveCursor(at, event.key, rows.length);
    const row = rows[at];
    if (event.key === 'Enter' && row && open) go(open(row));
    if (next === at || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setCursor(next);
    body.current?.querySelector(`[data-row='${next}']`)?.scrollIntoView({ block: 'nearest' });
  }

  const isFiltered = filters.some((filter) => state[filter.name]);
  const set = (change: Record<string, string | undefined>) => {
    setCursor(0);
    setState(change);
  };

  return (
    <section className="list">
      <FilterBar
        filters={filters}
        sorts={isPhone ? allSorts(sorts, columns) : sorts}
        state={state}
        onChange={set}
        total={total}
        loaded={rows.length}
        more={hasNextPage}
        busy={isFetching && !isPending}
        waits={isPending || (error !== null && rows.length === 0)}
        actions={props.actions}
      />
      {isPending ? (
        <Loading lines={7} />
      ) : error && rows.length === 0 ? (
        <Failed error={error} again={() => void refetch()} />
      ) : rows.length === 0 ? (
        <Empty title={isFiltered ? t('Nothing matches these filters') : t('Nothing here')} icon={isFiltered ? 'filter' : 'check'}>
          {isFiltered ? <Button onClick={() => set(Object.fromEntries(filters.map((filter) => [filter.name, undefined])))}>{t('Show all')}</Button> : empty}
        </Empty>
      ) : (
        <div ref={body} className="list-body" tabIndex={0} onKeyDown={press} role="region" aria-label={t('{{label}}; arrows and enter', { label })}>
          {isPhone ? (
            <Cards {...props} rows={rows} at={at} onRow={setCursor} />
          ) : (
            <Table {...props} rows={rows} at={at} onRow={setCursor} sort={state['sort']} onSort={(sort) => set({ sort })} />
          )}
          <span className="sr" aria-live="polite">
            {rows[at] ? `${at + 1} / ${rows.length}: ${idLabel(columns, rows[at])}` : ''}
          </span>
        </div>
      )}
      {error && rows.length > 0 && <Failed error={error} again={() => void refetch()} />}
      {hasNextPage && rows.length > 0 && (
        <div className="list-more">
          <Button busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('Show more')}
          </Button>
        </div>
      )}
    </section>
  );

  function idLabel(all: readonly Column<Row>[], row: Row): string {
    return String((row as Record<string, unknown>)[all[0]?.name ?? ''] ?? idOf(row));
  }
}

/** Filters and order of one list as they stand in the page's address. */
function useListState(urlName: string | undefined): ReturnType<typeof useUrlState> {
  const [all, setAll] = useUrlState();
  if (urlName === undefined) return [all, setAll];
  const prefix = `${urlName}.`;
  const own = Object.entries(all).flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : []));
  return [Object.fromEntries(own), (change) => setAll(Object.fromEntries(Object.entries(change).map(([name, value]) => [prefix + name, value])))];
}

interface RowsProps<Row> extends DataListProps<Row> {
  readonly rows: readonly Row[];
  readonly at: number;
  readonly onRow: (at: number) => void;
}

function Table<Row>({
  columns,
  rows,
  idOf,
  open,
  toneOf,
  at,
  onRow,
  sort,
  onSort,
  label,
}: RowsProps<Row> & { readonly sort: string | undefined; readonly onSort: (sort: string | undefined) => void }) {
  const t = useText();
  const go = useGo();
  return (
    <table className="list-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => {
            const order = sort === column.name ? 'ascending' : sort === `-${column.name}` ? 'descending' : undefined;
            return (
              <th key={column.name} data-align={column.align} style={column.width ? { width: column.width } : undefined} aria-sort={order}>
                {column.sort ? (
                  <button type="button" onClick={() => onSort(nextSort(sort, column.name))}>
                    {t(column.label)}
                    <span aria-hidden="true">{order === 'ascending' ? ' ↑' : order === 'descending' ? ' ↓' : ' ↕'}</span>
                  </button>
                ) : (
                  t(column.label)
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr
            key={idOf(row)}
            data-row={i}
            data-at={i === at || undefined}
            data-tone={toneOf?.(row)}
            data-open={open ? true : undefined}
            onClick={(event) => {
              onRow(i);
              const isOwn = event.target instanceof HTMLElement && event.target.closest('a, button, input');
              if (open && !isOwn && !window.getSelection()?.toString()) go(open(row));
            }}
          >
            {columns.map((column) => (
              <td key={column.name} data-align={column.align}>
                {cellOf(column, row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cards<Row>({ columns, rows, idOf, open, toneOf, at, onRow }: RowsProps<Row>) {
  const t = useText();
  const go = useGo();
  const title = columns.find((column) => column.phone === 'title') ?? columns[0];
  const aside = columns.filter((column) => column.phone === 'aside');
  const under = columns.filter((column) => column !== title && column.phone !== 'aside' && column.phone !== 'hidden' && column.phone !== 'title');
  return (
    <ul className="list-cards">
      {rows.map((row, i) => (
        <li
          key={idOf(row)}
          data-row={i}
          data-at={i === at || undefined}
          data-tone={toneOf?.(row)}
          onClick={() => {
            onRow(i);
            if (open) go(open(row));
          }}
        >
          <div className="list-card-head">
            <b>{title && cellOf(title, row)}</b>
            <span>
              {aside.map((column) => (
                <span key={column.name}>{cellOf(column, row)}</span>
              ))}
            </span>
          </div>
          <dl>
            {under.map((column) => (
              <div key={column.name}>
                <dt>{t(column.label)}</dt>
                <dd>{cellOf(column, row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function cellOf<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.show) return column.show(row);
  const value = (row as Record<string, unknown>)[column.name];
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'number') return figure(value);
  const written = String(value);
  // a number such as DEV-2026-0114 is one word and is not broken at its hyphens
  return /\s/.test(written) ? written : <span className="nowrap">{written}</span>;
}

function allSorts<Row>(sorts: readonly Sort[], columns: readonly Column<Row>[]): Sort[] {
  const byColumn = columns
    .filter((column) => column.sort)
    .flatMap(({ name, label }) => [
      { value: name, label: `${label} ↑` },
      { value: `-${name}`, label: `${label} ↓` },
    ]);
  return [...sorts, ...byColumn.filter((one) => !sorts.some((sort) => sort.value === one.value))];
}
