import { action, askExtension, cancelAction, completeAction, decideExtension, sendActionBack, startAction, verifyAction } from '@millrace/governance';
import {
  Card,
  Chip,
  commentOn,
  dayClock,
  Failed,
  happeningsOf,
  Link,
  linksOf,
  Loading,
  RecordPage,
  useNames,
  useNow,
  useParams,
  usePlantModel,
  useRecord,
  useText,
  useWould,
  useZone,
  type Action,
  type Schema,
} from '@millrace/ui';
import { ownersOf } from './offer.ts';
import { actionWords } from './words.ts';

const text = (title: string, maxLength: number): Schema => ({ type: 'string', title, minLength: 3, maxLength });
const asks = (name: string, schema: Schema): Schema => ({ type: 'object', required: [name], properties: { [name]: schema } });
// stands in for what a person still types, so that a rule can be asked before they do
const typed = 'not typed yet';

/** One action: what, who, by when, and whether it helped. */
export default function ActionPage() {
  const { id } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const asked = useWould();
  /** A refusal names the owner by the id of their account; people know the name. */
  const would: typeof asked = (command, loaded, input, place) => asked(command, loaded, input, place)?.replace(state?.owner ?? '', names.person(state?.owner));
  const now = useNow(60_000);
  const { page, state, error, again } = useRecord(action, id);
  if (error) return <Failed error={error} again={again} />;
  if (!page || !state) return <Loading />;
  const mine = { action: state.id };
  const isOpen = state.state === 'open' || state.state === 'in-progress';
  const isLate = isOpen && state.due.epochMilliseconds < now;
  const done = 'doneBy' in state ? state : undefined;
  const later = state.due.add({ hours: 24 });
  const input = { action: page.id };
  const owners = ownersOf(model);
  const seen = page.revision;
  const actions: Action[] = [
    ...(state.state === 'open' ? [{ label: 'Start', address: startAction.address, kind: 'primary' as const, input, seen, why: would(startAction, state, mine, state.place) }] : []),
    ...(isOpen
      ? [
          {
            label: 'Done',
            address: completeAction.address,
            kind: state.state === 'open' ? ('normal' as const) : ('primary' as const),
            input,
            seen,
            schema: asks('result', text('What was done', 4000)),
            why: would(completeAction, state, { ...mine, result: typed }, state.place),
          },
          ...(state.asked
            ? [
                {
                  label: 'Allow the later date',
                  address: decideExtension.address,
                  input: { ...input, isAllowed: true },
                  seen,
                  confirm: true,
                  why: would(decideExtension, state, { ...mine, isAllowed: true }, state.place),
                },
                {
                  label: 'Keep the date',
                  address: decideExtension.address,
                  input: { ...input, isAllowed: false },
                  seen,
                  confirm: true,
                  why: would(decideExtension, state, { ...mine, isAllowed: false }, state.place),
                },
              ]
            : [
                {
                  label: 'Ask for more time',
                  address: askExtension.address,
                  input,
                  seen,
                  schema: {
                    type: 'object',
                    required: ['to', 'why'],
                    properties: { to: { type: 'string', format: 'date-time', title: 'New due date' }, why: text('Why more time is needed', 1000) },
                  },
                  why: would(askExtension, state, { ...mine, to: later, why: typed }, state.place),
                },
              ]),
          {
            label: 'Hand to another owner',
            address: 'governance.action.reassign',
            input,
            seen,
            reason: 'needed' as const,
            schema: asks('owner', owners.schema),
            fields: { of: { owner: { choices: owners.words } } },
          },
          {
            label: 'Drop',
            address: cancelAction.address,
            kind: 'danger' as const,
            input,
            seen,
            schema: asks('why', text('Why it is no longer needed', 1000)),
            why: would(cancelAction, state, { ...mine, why: typed }, state.place),
          },
        ]
      : []),
    ...(state.state === 'done'
      ? [
          {
            label: 'Verify that it helped',
            address: verifyAction.address,
            kind: 'primary' as const,
            input,
            seen,
            schema: asks('effect', text('What shows that it helped', 4000)),
            why: would(verifyAction, state, { ...mine, effect: typed }, state.place),
          },
          {
            label: 'Send back',
            address: sendActionBack.address,
            input,
            seen,
            schema: asks('why', text('What is missing', 1000)),
            why: would(sendActionBack, state, { ...mine, why: typed }, state.place),
          },
        ]
      : []),
    commentOn(page),
  ];
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Actions'), path: '/governance/action' }, { label: page.number ?? '' }]}
      title={state.title}
      chips={
        <>
          <Chip tone={isLate ? 'bad' : actionWords[state.state].tone} {...(isLate ? { sign: '▲' } : {})}>
            {isLate ? t('late') : t(actionWords[state.state].word)}
          </Chip>
          {state.letter && <Chip>{state.letter}</Chip>}
        </>
      }
      rail={[
        { label: 'Open', step: state.state === 'open' ? (isLate ? 'late' : 'now') : 'done', when: dayClock(state.openedAt.toString(), zone) },
        {
          label: 'Being done',
          step: state.state === 'in-progress' ? (isLate ? 'late' : 'now') : state.state === 'open' ? 'ahead' : 'done',
          when: t('due {{date}}', { date: dayClock(state.due.toString(), zone) }),
        },
        { label: 'Done', step: done ? (state.state === 'done' ? 'now' : 'done') : 'ahead', ...(done && { when: dayClock(done.doneAt.toString(), zone) }) },
        { label: state.state === 'cancelled' ? 'Dropped' : 'Verified', step: state.state === 'verified' || state.state === 'cancelled' ? 'done' : 'ahead' },
      ]}
      facts={[
        { label: 'Owner', value: names.person(state.owner) },
        { label: 'Due', value: <span className={isLate ? 'bad-ink' : undefined}>{dayClock(state.due.toString(), zone)}</span> },
        { label: 'Where', value: names.place(state.place) },
        { label: 'Board', value: state.board && <Link to={`/board/${state.board}`}>{String(model.find('governance.board', state.board)?.fields['name'] ?? state.board)}</Link> },
        { label: 'Opened by', value: names.person(state.openedBy) },
        { label: 'Due date moved', value: state.extensions.length === 0 ? t('never') : t('{{n}} times', { n: state.extensions.length }) },
      ]}
      actions={actions}
      happened={happeningsOf(page, names, (event) => {
        const last = event.type.split('.').at(-1);
        const at = (field: string) => dayClock(String(event.data[field]), zone);
        if (last === 'extension-asked') return { did: t('asked to move the due date to {{date}}', { date: at('to') }), note: String(event.data['reason']) };
        if (last === 'extended') return { did: t('allowed the due date of {{date}}', { date: at('due') }) };
        if (last === 'extension-refused') return { did: t('kept the due date') };
        if (last === 'completed') return { did: t('did it'), note: String(event.data['result']) };
        if (last === 'verified') return { did: t('saw that it helped'), note: String(event.data['effect']) };
        if (last === 'sent-back') return { did: t('sent it back'), note: String(event.data['why']) };
        if (last === 'reassigned') return { did: t('handed it to {{owner}}', { owner: names.person(String(event.data['owner'])) }) };
        return undefined;
      })}
      ties={[
        ...(state.from
          ? [{ noun: state.from.noun, id: state.from.id, label: state.from.noun === 'governance.escalation' ? t('Escalation') : state.from.noun, aside: t('came from') }]
          : []),
        ...linksOf(page),
      ]}
    >
      {state.detail && (
        <Card title={t('More about it')}>
          <p>{state.detail}</p>
        </Card>
      )}
      {state.asked && (
        <Card title={t('More time was asked for')}>
          <p>{t('{{who}} asks for {{date}}: {{why}}', { who: names.person(state.asked.by), date: dayClock(state.asked.to.toString(), zone), why: state.asked.reason })}</p>
        </Card>
      )}
    </RecordPage>
  );
}
