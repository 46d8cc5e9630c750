import { ActionButton, Card, Chip, DataList, dayClock, Empty, fromNow, Link, PageHeader, recordPath, useAsk, useNames, useNow, useText, useZone } from '@millrace/ui';
import { decisionsOf } from './difference/decisions.ts';
import { HeldLines } from './request/held-lines.tsx';
import { amount } from './request/planned.ts';
import { itemWords, requestWords, type DifferenceShown, type RequestShown } from './words.ts';

/** What other systems ask for: first what a person must decide, then what is held and why, then all of it. */
export default function Plan() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const now = useNow(30_000);
  const differences = useAsk<{ rows: readonly DifferenceShown[] }>('planning.difference.list', { state: 'open', limit: 100 });
  const held = useAsk<{ rows: readonly RequestShown[]; next: string | null }>('planning.production-request.list', { state: 'held', limit: 50 });
  const moment = (at: string | undefined) => (at === undefined ? '–' : dayClock(at, zone));
  const open = differences.data?.rows ?? [];
  const waiting = held.data?.rows ?? [];
  return (
    <>
      <PageHeader
        title={t('Plan')}
        sub={differences.data && held.data && t('{{open}} to decide · {{held}} held', { open: open.length, held: `${waiting.length}${held.data?.next ? '+' : ''}` })}
      />
      <div className="page-body">
        {differences.data && held.data && open.length === 0 && waiting.length === 0 && (
          <Empty title={t('Nothing to decide')}>{t('Every request is known to the model, and begun work agrees with it.')}</Empty>
        )}
        {open.map((one) => (
          <Card
            key={one.id}
            title={
              <>
                <Chip tone="warn">{t('to decide')}</Chip>{' '}
                <Link to={recordPath('planning.difference', one.id)}>{t('Order {{order}} of {{system}}', { order: one.externalId, system: one.system })}</Link>
              </>
            }
            aside={`${names.place(one.place)} · ${fromNow(one.openedAt, now)}`}
          >
            {one.items.map((item) => (
              <p key={item.jobOrder}>
                <b>{t(itemWords[item.what])}</b>: {item.sentence} <Link to={recordPath('work.job-order', item.jobOrder)}>{t('Look at the order')}</Link>
              </p>
            ))}
            <div className="dialog-foot">
              {decisionsOf(one).map((action) => (
                <ActionButton key={action.label} action={action} />
              ))}
            </div>
          </Card>
        ))}
        {waiting.map((request) => (
          <Card
            key={request.id}
            title={
              <>
                <Chip tone="bad" sign="■">
                  {t('held')}
                </Chip>{' '}
                <Link to={recordPath('planning.production-request', request.id)}>{t('Order {{order}} of {{system}}', { order: request.externalId, system: request.system })}</Link>
              </>
            }
            aside={dayClock(request.receivedAt, zone)}
          >
            <HeldLines lines={request.lines} />
          </Card>
        ))}
        <DataList<RequestShown>
          address="planning.production-request.list"
          label={t('Production requests')}
          idOf={(row) => row.id}
          open={(row) => recordPath('planning.production-request', row.id)}
          columns={[
            { name: 'number', label: 'Number', sort: true, phone: 'under' },
            { name: 'externalId', label: 'Order of theirs', sort: true, phone: 'title', show: (row) => `${row.system} ${row.externalId}` },
            { name: 'lines', label: 'Product', show: (row) => names.material(row.lines.at(-1)?.work.at(-1)?.definition ?? row.lines.at(-1)?.told.material) },
            { name: 'quantity', label: 'Amount', align: 'end', show: (row) => askedAmount(row) },
            { name: 'start', label: 'Starts', show: (row) => moment(startOf(row)) },
            { name: 'due', label: 'Due', show: (row) => moment(row.lines.at(-1)?.told.end) },
            { name: 'orders', label: 'Orders ended', align: 'end', show: (row) => `${row.done.length} / ${row.orders.length}` },
            { name: 'receivedAt', label: 'Received', sort: true, show: (row) => dayClock(row.receivedAt, zone) },
            {
              name: 'state',
              label: 'State',
              phone: 'aside',
              show: (row) => (
                <Chip tone={requestWords[row.state].tone} {...(requestWords[row.state].sign === undefined ? {} : { sign: requestWords[row.state].sign! })}>
                  {t(requestWords[row.state].word)}
                </Chip>
              ),
            },
          ]}
          sorts={[
            // numbers are drawn as requests come: those of one message have one moment, and keep their order
            { value: '-number', label: 'Latest first' },
            { value: 'number', label: 'Earliest first' },
          ]}
          filters={[{ name: 'state', label: 'State', kind: 'choice', choices: Object.entries(requestWords).map(([value, { word }]) => ({ value, label: word })) }]}
          toneOf={(row) => (row.state === 'held' ? 'bad' : undefined)}
          empty={t('No request matches. Take a filter away, or hand a schedule in under Interfaces.')}
        />
      </div>
    </>
  );
}

/** How much is asked for: of the work that makes the product, else as it was told. */
function askedAmount({ lines }: RequestShown): string {
  const line = lines.at(-1);
  const made = line?.work.at(-1)?.quantity;
  const told = line?.told.quantity;
  if (made) return amount(made);
  return told ? `${told.value} ${told.unit ?? ''}`.trim() : '–';
}

/** When the first of its orders is planned to begin. */
const startOf = ({ lines }: RequestShown) => lines.flatMap(({ work }) => work.map(({ plannedStart }) => plannedStart)).toSorted()[0];
