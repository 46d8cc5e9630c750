import { useEffect, useState, type ReactNode } from 'react';
import { Button } from '../core/button.tsx';
import { figure } from '../text/format.ts';
import { useText } from '../text/text.ts';
import type { Filter, ListState, Sort } from './list-state.ts';

export interface FilterBarProps {
  readonly filters: readonly Filter[];
  readonly sorts: readonly Sort[];
  readonly state: ListState;
  readonly onChange: (change: Record<string, string | undefined>) => void;
  readonly total?: number | undefined;
  readonly loaded: number;
  readonly more: boolean;
  readonly busy: boolean;
  /** Nothing has been answered yet: then there is no number to tell. */
  readonly waits: boolean;
  readonly actions?: ReactNode;
}

/** The declared filters and orders of a list, and how much it holds. */
export function FilterBar({ filters, sorts, state, onChange, total, loaded, more, busy, waits, actions }: FilterBarProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const used = filters.filter((filter) => state[filter.name]).length;
  const count = total ?? loaded;
  return (
    <div className="filter-bar">
      {filters.length > 0 && (
        <span className="filter-toggle">
          <Button icon="filter" onClick={() => setOpen(!open)}>
            {used > 0 ? t('Filters ({{used}})', { used }) : t('Filters')}
          </Button>
        </span>
      )}
      <div className="filters" data-open={open || undefined}>
        {filters.map((filter) => (
          <OneFilter key={filter.name} filter={filter} value={state[filter.name] ?? ''} onChange={(value) => onChange({ [filter.name]: value })} />
        ))}
        {sorts.length > 1 && (
          <label className="filter">
            <span>{t('Order')}</span>
            <select value={state['sort'] ?? sorts[0]!.value} onChange={(event) => onChange({ sort: event.currentTarget.value })}>
              {sorts.map(({ value, label }) => (
                <option key={value} value={value}>
                  {t(label)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <span className="filter-count num" role="status">
        {busy && <span className="btn-busy" aria-hidden="true" />}
        {waits ? '' : total === undefined && more ? t('first {{count}}', { count: figure(count) }) : t('{{count}} records', { count: figure(count) })}
      </span>
      {actions}
    </div>
  );
}

function OneFilter({ filter, value, onChange }: { readonly filter: Filter; readonly value: string; readonly onChange: (value: string | undefined) => void }) {
  const t = useText();
  const label = t(filter.label);
  switch (filter.kind) {
    case 'choice':
      return (
        <label className="filter" data-used={value !== '' || undefined}>
          <span>{label}</span>
          <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
            <option value="">{t('all')}</option>
            {filter.choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {t(choice.label)}
              </option>
            ))}
          </select>
        </label>
      );
    case 'flag':
      return (
        <button type="button" className="filter-flag" aria-pressed={value === 'true'} onClick={() => onChange(value === 'true' ? undefined : 'true')}>
          {value === 'true' && <span aria-hidden="true">✓ </span>}
          {label}
        </button>
      );
    case 'date':
      return (
        <label className="filter" data-used={value !== '' || undefined}>
          <span>{label}</span>
          <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
        </label>
      );
    case 'text':
      return <TextFilter label={label} value={value} onChange={onChange} />;
  }
}

// 300 ms: asks when the person pauses, not at every letter
const pauseMs = 300;

function TextFilter({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string | undefined) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), pauseMs);
    return () => clearTimeout(timer);
    // waits on what is typed only; the handler is new on every render
  }, [typed]);
  return (
    <label className="filter" data-used={value !== '' || undefined}>
      <span>{label}</span>
      <input type="search" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
    </label>
  );
}
