import { approve, classify, close, deviation, type Deviation } from '@millrace/qms';
import {
  Card,
  Chip,
  commentOn,
  dayClock,
  Facts,
  Failed,
  happeningsOf,
  inPlantTime,
  linksOf,
  Loading,
  RecordPage,
  signaturesAsked,
  signaturesOf,
  useAddedSteps,
  useAsk,
  useNames,
  useParams,
  usePlantModel,
  useRecord,
  useSession,
  useSigning,
  useText,
  useWould,
  useZone,
  type Action,
  type EventWords,
  type RailStep,
  type Tie,
} from '@millrace/ui';
import { SeverityChip } from './words.tsx';
import { ReadingsOfStep } from './readings.tsx';
import { SeenBefore } from './seen-before.tsx';
import { useLotStory, useWorkOf } from './story.ts';

interface LotShown {
  readonly lotNumber: string;
  readonly state: string;
}

/** A deviation with all that belongs to it, and what the person in front may do about it. */
export default function DeviationPage() {
  const { id = '' } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const would = useWould();
  const signing = useSigning();
  const session = useSession();
  const { page, state, error, again } = useRecord(deviation, id);
  const steps = useAddedSteps(page);
  const { work, happened: inWork } = useWorkOf(state?.source);
  const ofLot = useLotStory(state?.lots[0], id);
  if (error && !page) return <Failed error={error} again={again} />;
  if (!page) return <Loading lines={8} />;
  if (!state) return <Failed error={error} again={again} />;

  const when = (instant: { toString(): string } | undefined) => (instant === undefined ? undefined : dayClock(instant.toString(), zone));
  const key = id as never;
  const signs = (address: string) => {
    const meaning = model.meaningOf(address, state.place);
    return meaning === undefined ? {} : { signs: meaning };
  };
  const next = { opened: 'qms.deviation.classify', assessed: 'qms.deviation.approve', approved: 'qms.deviation.close', closed: '' }[state.state];
  const kind = (address: string) => (address === next ? { kind: 'primary' as const } : {});
  const needed = signaturesAsked(model, page, state.place);
  const openStep = steps.find((step) => step.input?.['step'] !== undefined);
  const actions: Action[] = [
    {
      label: 'Classify',
      address: 'qms.deviation.classify',
      ...kind('qms.deviation.classify'),
      ...signs('qms.deviation.classify'),
      input: { deviation: id },
      seen: page.revision,
      why: would(classify, state, { deviation: key, severity: 'minor', assessment: 'x' }, state.place),
      schema: {
        type: 'object',
        required: ['severity', 'assessment'],
        properties: {
          severity: { type: 'string', title: 'Severity', enum: ['minor', 'major', 'critical'] },
          assessment: { type: 'string', title: 'Risk to product and patient', minLength: 1, maxLength: 4000 },
        },
      },
      fields: { start: 'severity' in state ? { severity: state.severity, assessment: state.assessment } : {}, of: { severity: { full: true } } },
    },
    {
      label: 'Approve',
      address: 'qms.deviation.approve',
      ...kind('qms.deviation.approve'),
      ...signs('qms.deviation.approve'),
      input: { deviation: id },
      seen: page.revision,
      why: would(approve, state, { deviation: key, justification: 'x', mayContinue: true }, state.place),
      schema: {
        type: 'object',
        required: ['justification', 'mayContinue'],
        properties: {
          justification: { type: 'string', title: 'Why it may be approved', minLength: 1, maxLength: 4000 },
          mayContinue: { type: 'boolean', title: 'The blocked step may go on with the value it has', default: false },
        },
      },
      ...((state.lots.length > 0 || state.source?.step !== undefined) && {
        consequence: [
          state.lots.length > 0 && t('Its lots stay on hold until it is closed.'),
          state.source?.step !== undefined && t('Where the step may not go on, it stays blocked until another deviation lets it.'),
        ]
          .filter(Boolean)
          .join(' '),
      }),
    },
    ...steps,
    {
      label: 'Close',
      address: 'qms.deviation.close',
      ...kind('qms.deviation.close'),
      ...signs('qms.deviation.close'),
      input: { deviation: id },
      seen: page.revision,
      why:
        would(close, state, { deviation: key, conclusion: 'x' }, state.place) ??
        (openStep && state.state === 'approved' ? t('“{{step}}” must be signed first.', { step: openStep.label }) : undefined),
      schema: { type: 'object', required: ['conclusion'], properties: { conclusion: { type: 'string', title: 'What it came to', minLength: 1, maxLength: 4000 } } },
      ...(state.lots.length > 0 && { consequence: t('Its lots are no longer held by it.') }),
    },
    commentOn(page),
  ];
  const signed = signing(page, actions);
  const ties: Tie[] = [
    ...state.lots.map((lot): Tie => ({ noun: 'material.lot', id: lot, label: <LotName id={lot} />, aside: <LotState id={lot} /> })),
    ...(state.source?.jobOrder === undefined
      ? []
      : [{ noun: 'work.job-order', id: state.source.jobOrder, label: <OrderNumber id={state.source.jobOrder} />, aside: t('found in it') }]),
    ...linksOf(page),
  ];
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Quality') }, { label: t('Deviations'), path: '/qms/deviation' }, { label: page.number ?? id }]}
      title={state.title}
      chips={
        <>
          <SeverityChip severity={'severity' in state ? state.severity : undefined} />
          {state.lots.length > 0 && state.state !== 'closed' && (
            <Chip tone="warn">{state.lots.length === 1 ? t('lot on hold') : t('{{n}} lots on hold', { n: state.lots.length })}</Chip>
          )}
        </>
      }
      rail={railOf(state, when)}
      facts={[
        { label: 'Found at', value: names.place(state.place) },
        { label: 'Reading', value: state.source?.reading ?? '–' },
        { label: 'Raised by', value: state.raisedBy === session.person.id ? t('{{name}} (you)', { name: names.person(state.raisedBy) }) : names.person(state.raisedBy) },
        { label: 'Raised', value: when(state.raisedAt) },
        {
          label: 'Blocked step',
          value: state.source?.step === undefined ? t('none') : 'mayContinue' in state ? (state.mayContinue ? t('may go on') : t('may not go on')) : t('waits for approval'),
        },
      ]}
      actions={signed.actions}
      signing={{ ...signed, ...(needed > 0 && { count: { given: page.signatures.length + page.steps.length, needed } }) }}
      ties={ties}
      signatures={signaturesOf(page, names)}
      happened={[...happeningsOf(page, names, words), ...inWork, ...ofLot]}
    >
      {state.source?.step === undefined ? (
        <Card title={t('Seen before')}>
          <SeenBefore deviation={id} />
        </Card>
      ) : (
        <ReadingsOfStep execution={work} step={state.source.step} raisedAt={state.raisedAt} aside={<SeenBefore deviation={id} />} />
      )}
      <Card title={t('What is known')}>
        <Facts
          facts={[
            { label: 'What was seen', value: inPlantTime(state.description, zone) },
            ...('assessment' in state ? [{ label: 'Risk', value: state.assessment }] : []),
            ...('justification' in state ? [{ label: 'Why it was approved', value: state.justification }] : []),
            ...('conclusion' in state ? [{ label: 'What it came to', value: state.conclusion }] : []),
          ]}
        />
      </Card>
    </RecordPage>
  );
}

const words: EventWords = ({ type, data }) => {
  switch (type) {
    case 'qms.deviation.opened':
      return {
        did: <>opened it{(data['source'] as { step?: string } | undefined)?.step !== undefined && <b> from a step that was blocked</b>}</>,
        note: (data['source'] as { reading?: string } | undefined)?.reading,
      };
    case 'qms.deviation.classified':
      return {
        did: (
          <>
            classified it <b>{String(data['severity'])}</b>
          </>
        ),
        note: String(data['assessment']),
      };
    case 'qms.deviation.approved':
      return {
        did: (
          <>
            approved it; the step <b>{data['mayContinue'] === true ? 'may go on' : 'may not go on'}</b>
          </>
        ),
        note: String(data['justification']),
      };
    case 'qms.deviation.closed':
      return { did: 'closed it', note: String(data['conclusion']) };
    default:
      return undefined;
  }
};

function railOf(state: Deviation, when: (instant: { toString(): string } | undefined) => string | undefined): RailStep[] {
  const at = ['opened', 'assessed', 'approved', 'closed'].indexOf(state.state);
  const dates = [
    when(state.raisedAt),
    'classifiedAt' in state ? when(state.classifiedAt) : undefined,
    'approvedAt' in state ? when(state.approvedAt) : undefined,
    'closedAt' in state ? when(state.closedAt) : undefined,
  ];
  return ['Opened', 'Classified', 'Approved', 'Closed'].map((label, i) => ({
    label,
    step: i <= at ? 'done' : i === at + 1 ? 'now' : 'ahead',
    ...(dates[i] === undefined ? (i === at + 1 ? { when: 'waits' } : {}) : { when: dates[i]! }),
  }));
}

function LotName({ id }: { readonly id: string }) {
  const t = useText();
  const { data } = useAsk<LotShown>('material.lot.show', { lot: id });
  return <>{t('Lot {{number}}', { number: data?.lotNumber ?? '…' })}</>;
}

function LotState({ id }: { readonly id: string }) {
  const t = useText();
  const { data } = useAsk<LotShown>('material.lot.show', { lot: id });
  return <>{data ? t(data.state.replaceAll('-', ' ')) : ''}</>;
}

function OrderNumber({ id }: { readonly id: string }) {
  const { data } = useAsk<{ number: string }>('work.job-order.show', { jobOrder: id });
  return <>{data?.number ?? '…'}</>;
}
