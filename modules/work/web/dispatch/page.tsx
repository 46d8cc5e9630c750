import {
  ActionPanel,
  Card,
  Chip,
  Empty,
  Facts,
  Failed,
  fromNow,
  Link,
  Loading,
  PageHeader,
  recordPath,
  useAsk,
  useMedia,
  useNames,
  useNow,
  usePlantModel,
  useRecord,
  useRun,
  useText,
  useUrlState,
  type Action,
} from '@millrace/ui';
import { jobOrder, sequence } from '@millrace/work';
import { useRef, type KeyboardEvent } from 'react';
import { useOrderActions } from '../actions.ts';
import { amount, isQueued, type OrderShown } from '../words.ts';
import { Lane } from './lane.tsx';
import { moved } from './move.ts';
import '../work.css';

/** What is done next, line by line: the supervisor puts it in order, dispatches and assigns it, by keyboard or by hand. */
export default function Dispatch() {
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const run = useRun();
  const now = useNow(30_000);
  // keys are told of where there is a mouse, and so a keyboard
  const hasKeys = useMedia('(hover: hover) and (pointer: fine)');
  const [{ order: chosen, line: onlyLine }, setUrl] = useUrlState();
  const { data, error, refetch } = useAsk<{ rows: readonly OrderShown[] }>(
    'work.job-order.list',
    { state: 'waiting,dispatched,running,paused,held', sort: 'sequence', limit: 500 },
    { keepOld: true },
  );
  const body = useRef<HTMLDivElement>(null);
  // begun work stands at the line that does it, whichever it was planned for
  const lineOf = ({ runsAt, place }: OrderShown) => String(model.find('equipment.unit', runsAt ?? place)?.fields['in'] ?? place);
  const lanes = [...Map.groupBy(data?.rows ?? [], lineOf)]
    .filter(([line]) => onlyLine === undefined || line === onlyLine)
    .toSorted(([a], [b]) => names.place(a).localeCompare(names.place(b)));
  const shown = lanes.flatMap(([, rows]) => [...rows.filter((row) => !isQueued(row)), ...rows.filter(isQueued)]);
  const selected = shown.find((row) => row.id === chosen) ?? shown.find(isQueued) ?? shown[0];
  const { page, state } = useRecord(jobOrder, selected?.id);
  const actions = useOrderActions(state, page?.revision);
  if (error) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;

  const choose = (id: string | undefined) => setUrl({ order: id });

  /** The queue of a line in a new order; what runs keeps its place, for it is not waited for. */
  const move = (row: OrderShown, by: number) => {
    const queue = (lanes.find(([line]) => line === lineOf(row))?.[1] ?? []).filter(isQueued).map((one) => one.id);
    const next = moved(queue, row.id, by);
    choose(row.id);
    if (next !== queue)
      run({
        label: 'Sequence',
        address: sequence.address,
        input: { jobOrders: [...next] },
        done: t('{{number}} is number {{n}} of {{all}}.', { number: row.number, n: next.indexOf(row.id) + 1, all: next.length }),
      });
  };
  const doIt = (label: string) => {
    const action = actions.find((one: Action) => one.label.startsWith(label));
    if (action && action.why === undefined) run(action);
  };
  const press = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('input, select, textarea')) return;
    const at = shown.findIndex((row) => row.id === selected?.id);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && selected) {
      event.preventDefault();
      if (event.altKey || event.shiftKey) return move(selected, step);
      const next = shown[Math.max(0, Math.min(shown.length - 1, at + step))];
      choose(next?.id);
      body.current?.querySelector<HTMLElement>(`[data-order="${next?.id}"]`)?.focus();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'd') doIt('Dispatch');
    if (event.key === 'a') doIt('Assign');
    if (event.key === 'h') doIt(selected?.state === 'held' ? 'Release' : 'Hold');
  };

  return (
    <>
      <PageHeader title={t('Dispatch')} {...(hasKeys && { sub: t('Arrows choose, shift with arrows puts in order, D dispatches, A assigns, H holds.') })}>
        <nav className="lane-picks" aria-label={t('Lines')}>
          <button type="button" aria-pressed={onlyLine === undefined} onClick={() => setUrl({ line: undefined })}>
            {t('All lines')}
          </button>
          {[...new Set(data.rows.map(lineOf))].toSorted().map((line) => (
            <button key={line} type="button" aria-pressed={onlyLine === line} onClick={() => setUrl({ line })}>
              {names.place(line)}
            </button>
          ))}
        </nav>
      </PageHeader>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys belong to all the rows inside */}
      <div className="body" ref={body} onKeyDown={press}>
        <div className="stack">
          {lanes.length === 0 && (
            <Empty title={t('Nothing waits to be done')} icon="plan">
              {t('Orders come from production requests; what is planned appears here.')}
            </Empty>
          )}
          {lanes.map(([line, rows]) => (
            <Lane key={line} line={line} rows={rows} chosen={selected?.id} onChoose={choose} onMove={move} now={now} />
          ))}
        </div>
        <div className="side">
          {selected && state && (
            <>
              <Card
                title={<Link to={recordPath('work.job-order', selected.id)}>{selected.number}</Link>}
                aside={t('planned {{when}}', { when: fromNow(selected.plannedStart, now) })}
              >
                <Facts
                  facts={[
                    { label: 'Product', value: names.material(selected.definition) },
                    { label: 'Lot', value: selected.lotNumber },
                    { label: 'Amount', value: amount(selected.quantity) },
                    { label: 'Work', value: names.work(selected.workMaster) },
                    { label: 'Given to', value: selected.persons.length === 0 ? t('whoever is qualified') : selected.persons.map((person) => names.person(person)).join(', ') },
                  ]}
                />
                {selected.heldWhy !== null && (
                  <p>
                    <Chip tone="bad">{t('held')}</Chip> {selected.heldWhy}
                  </p>
                )}
              </Card>
              <ActionPanel actions={actions} />
            </>
          )}
        </div>
      </div>
    </>
  );
}
