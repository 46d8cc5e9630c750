import { execution, isOver, type Execution } from '@millrace/mes';
import {
  Card,
  Chip,
  dayClock,
  Failed,
  happeningsOf,
  Loading,
  RecordPage,
  signaturesOf,
  span,
  useAsk,
  useNames,
  useNow,
  useParams,
  useRecord,
  useText,
  useZone,
  commentOn,
  type Tie,
  unitInWords,
} from '@millrace/ui';
import { WhoComes } from '../call-dialog.tsx';
import { useBlockActions } from '../block-actions.ts';
import { blockInWords } from '../open-deviation.ts';
import { Checks, Said, Trend } from '../readings.tsx';
import { useVerifyActions } from '../verify-actions.ts';
import { Steps } from './steps.tsx';
import { Unasked } from './unasked.tsx';
import { executionWords } from './words.tsx';
import '../mes.css';

/** Work of one job: its steps, every reading, and what whoever was called may decide, also on a phone. */
export default function ExecutionPage() {
  const { id = '' } = useParams();
  const t = useText();
  const { page, state, error, again } = useRecord(execution, id);
  if (error && !page) return <Failed error={error} again={again} />;
  if (!page) return <Loading lines={8} />;
  if (!state) return <Failed error={error} again={again} />;
  return <Shown key={id} page={page} state={state} title={t('Work of')} />;
}

function Shown({ page, state, title }: { readonly page: NonNullable<ReturnType<typeof useRecord>['page']>; readonly state: Execution; readonly title: string }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const now = useNow(10_000);
  const actions = [...useVerifyActions(state, page.revision), ...useBlockActions(state, page.revision)];
  const order = useAsk<{ number: string }>('work.job-order.show', { jobOrder: state.jobOrder }).data;
  const done = state.steps.filter(isOver).length;
  const ties: Tie[] = [
    { noun: 'work.job-order', id: state.jobOrder, label: order?.number ?? '…', aside: t('the order') },
    ...[...new Set([...state.allowed.map((one) => one.deviation), state.state === 'blocked' ? state.block.deviation : undefined])].flatMap((id) =>
      id === undefined ? [] : [{ noun: 'qms.deviation', id, label: t('Deviation'), aside: t('of a value out of limits') }],
    ),
    ...(state.lot === undefined ? [] : [{ noun: 'material.lot', id: state.lot, label: t('Lot {{number}}', { number: state.lotNumber ?? '…' }), aside: t('being made') }]),
  ];
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Floor') }, { label: t('Terminals'), path: '/terminal' }, { label: order?.number ?? '…' }]}
      title={`${title} ${order?.number ?? '…'} · ${names.work(state.workMaster)}`}
      chips={
        state.state === 'blocked' ? (
          <Chip tone="bad" sign="✕">
            {t('blocked')}
          </Chip>
        ) : state.state === 'done' ? (
          <Chip tone="good" sign="✓">
            {t('done')}
          </Chip>
        ) : undefined
      }
      facts={[
        { label: 'Unit', value: names.place(state.place) },
        { label: 'Material', value: names.material(state.definition) },
        { label: 'Lot', value: state.lotNumber ?? '–' },
        { label: 'Steps done', value: t('{{n}} of {{all}}', { n: done, all: state.steps.length }) },
        { label: 'Began', value: dayClock(state.beganAt.toString(), zone) },
      ]}
      actions={[...actions.map(({ note: says, ...action }, i) => ({ ...action, says, ...(i === 0 && { kind: 'primary' as const }) })), commentOn(page)]}
      ties={ties}
      signatures={signaturesOf(page, names, executionWords(state, names, zone))}
      happened={happeningsOf(page, names, executionWords(state, names, zone))}
    >
      {state.state === 'blocked' && (
        <Card title={t('Blocked')}>
          <p>
            <b className="bad-ink">✕ {blockInWords(state)}</b>
            <br />
            {state.block.deviation === undefined ? (
              state.block.leadsTo === 'call' ? (
                <WhoComes execution={state} now={now} />
              ) : (
                t('It goes on by a deviation.')
              )
            ) : (
              t('The deviation is open; quality decides.')
            )}
          </p>
        </Card>
      )}
      <Steps execution={state} />
      {state.steps
        .filter((step) => step.data.length > 0)
        .map((step) => (
          <Card
            key={step.id}
            title={`${isOver(step) ? '✓ ' : ''}${step.title}`}
            aside={
              step.everyS === undefined
                ? undefined
                : t('every {{time}} · {{n}} checks', { time: span(step.everyS), n: step.checks?.filter((check) => check.doneBy !== undefined).length ?? 0 })
            }
          >
            <Trend execution={state} step={step} height={170} />
            {step.checks ? <Checks execution={state} step={step} /> : <Once execution={state} step={step} />}
          </Card>
        ))}
      <Unasked execution={state} />
    </RecordPage>
  );
}

function Once({ execution: state, step }: { readonly execution: Execution; readonly step: Execution['steps'][number] }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  return (
    <ul className="read-list">
      {step.data.map((asked) => {
        const readings = state.readings.filter((one) => one.step === step.id && one.data === asked.id && one.verdict !== 'unasked');
        return (
          <li key={asked.id}>
            <span>
              {asked.ask} {asked.limits !== undefined && <small className="muted num">{`${asked.limits} ${unitInWords(asked.unit)}`}</small>}
            </span>
            <span className="read-values">
              {readings.length === 0 && <small className="muted">{t('not read yet')}</small>}
              {readings.map((reading, i) => (
                <span key={i} className={reading.verdict === 'outside' ? 'bad-ink num' : 'num'}>
                  <b>
                    {reading.value} {unitInWords(asked.unit)}
                  </b>
                  <Said of={reading} />{' '}
                  <small className="muted">
                    {names.person(reading.by)}, {dayClock(reading.at.toString(), zone)}
                  </small>
                </span>
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
