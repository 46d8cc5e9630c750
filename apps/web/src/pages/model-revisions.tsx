import { revision as revisionNoun, withdraw, type ModelRevision } from '@millrace/model';
import {
  ActionPanel,
  Button,
  Card,
  Chip,
  dayClock,
  Empty,
  Facts,
  Failed,
  fullDay,
  Loading,
  Signatures,
  signaturesOf,
  useAsk,
  useNames,
  usePlantModel,
  useRecord,
  useAddedSteps,
  useSigning,
  useText,
  useUrlState,
  useWould,
  useZone,
  type Action,
  type Tone,
} from '@millrace/ui';
import { Chosen } from './chosen.tsx';
import { Rehearsal } from './rehearsal.tsx';
import { labelOfField } from './values.tsx';
import './pages.css';

interface Revision {
  readonly id: string;
  readonly number: string;
  readonly state: 'proposed' | 'approved' | 'applied' | 'withdrawn' | 'lapsed';
  readonly plan: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly why: string | null;
  readonly by: string;
  readonly at: string;
  readonly effectiveAt: string | null;
}
interface Change {
  readonly kind: string;
  readonly id: string;
  readonly action: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

const states: Readonly<Record<Revision['state'], readonly [words: string, tone: Tone]>> = {
  proposed: ['proposed', 'warn'],
  approved: ['waits for its day', 'warn'],
  applied: ['in force since then', 'good'],
  withdrawn: ['withdrawn', 'plain'],
  lapsed: ['lapsed', 'bad'],
};

/** Every revision, and what the chosen one changed or would change; one that waits is signed, applied or withdrawn here. */
export function Revisions() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const [url, setUrl] = useUrlState();
  const { data, error, refetch } = useAsk<{ rows: readonly Revision[] }>('model.revision.list', { sort: '-at', limit: 50 }, { nouns: ['model.revision'] });
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading />;
  const chosen = data.rows.find((row) => row.id === url['revision']) ?? data.rows[0];
  if (!chosen) return <Empty title={t('No revision was applied yet')} icon="model" />;
  return (
    <div className="model">
      <Card title={t('Revisions')} aside={data.rows.length}>
        <ul className="model-tree">
          {data.rows.map((row) => (
            <li key={row.id}>
              <button type="button" aria-pressed={row === chosen} onClick={() => setUrl({ revision: row.id })}>
                <span>
                  {row.number} {row.state !== 'applied' && <Chip tone={states[row.state][1]}>{t(states[row.state][0])}</Chip>}
                  <br />
                  <small className="muted">
                    {names.person(row.by)}, {dayClock(row.at, zone)}
                  </small>
                </span>
                <small className="num">
                  +{row.summary['add'] ?? 0} ~{(row.summary['change'] ?? 0) + (row.summary['rename'] ?? 0)} −{row.summary['retire'] ?? 0}
                </small>
              </button>
            </li>
          ))}
        </ul>
      </Card>
      <Chosen of={chosen.id}>
        <Standing key={`standing ${chosen.id}`} revision={chosen} />
        {(chosen.state === 'proposed' || chosen.state === 'approved') && <Rehearsal key={`rehearsal ${chosen.id}`} revision={chosen.id} />}
        <Diff key={chosen.id} revision={chosen} />
      </Chosen>
    </div>
  );
}

/** Where a revision stands: who brought it this far, from when it holds, who signed, and what may be done with it now. */
function Standing({ revision }: { readonly revision: Revision }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const would = useWould();
  const signing = useSigning();
  const { page, state } = useRecord(revisionNoun, revision.id);
  const steps = useAddedSteps(page).filter(() => state?.state === 'proposed');
  if (!page || !state) return <Loading lines={3} />;
  const key = { revision: state.id };
  const signs = model.meaningOf('model.revision.apply');
  const isOpen = state.state === 'proposed' || state.state === 'approved';
  const actions: Action[] = [
    {
      label: 'Apply',
      address: 'model.revision.apply',
      kind: 'primary',
      input: { revision: revision.id },
      seen: page.revision,
      confirm: true,
      ...(signs !== undefined && { signs }),
      // whether the ground has moved only the server knows: it holds every object as it stands
      why:
        state.state === 'proposed'
          ? steps[0] && t('“{{step}}” must be signed first.', { step: steps[0].label })
          : t('This change is {{state}}; there is nothing left to approve.', { state: t(state.state) }),
      consequence: revision.effectiveAt === null ? t('It is in force at once.') : t('It comes into force on {{day}}.', { day: fullDay(revision.effectiveAt, zone) }),
    },
    {
      label: 'Withdraw',
      address: 'model.revision.withdraw',
      input: { revision: revision.id },
      seen: page.revision,
      why: would(withdraw, state, { ...key, why: 'x' }),
      schema: { type: 'object', required: ['why'], properties: { why: { type: 'string', title: 'Why it is taken back', minLength: 1, maxLength: 2000 } } },
    },
  ];
  const signed = signing(page, actions);
  return (
    <div className="revision-standing">
      <Card title={revision.number} aside={<Chip tone={states[revision.state][1]}>{t(states[revision.state][0])}</Chip>}>
        <Facts
          facts={[
            ...('proposedBy' in state && state.proposedBy !== undefined ? [{ label: 'Proposed by', value: names.person(state.proposedBy) }] : []),
            ...('appliedBy' in state ? [{ label: 'Applied by', value: names.person(state.appliedBy) }] : []),
            ...('appliedAt' in state ? [{ label: 'In force since', value: dayClock(state.appliedAt.toString(), zone) }] : []),
            ...(revision.effectiveAt !== null ? [{ label: 'To hold from', value: dayClock(revision.effectiveAt, zone) }] : []),
            ...(revision.why !== null ? [{ label: 'Why', value: revision.why }] : []),
            ...('endedWhy' in state ? [{ label: state.state === 'lapsed' ? 'Why it lapsed' : 'Why it was withdrawn', value: state.endedWhy }] : []),
          ]}
        />
      </Card>
      <ExpectedEffect revision={revision.id} expects={'expects' in state ? state.expects : undefined} />
      {isOpen && <ActionPanel actions={[...steps, ...signed.actions]} />}
      {(page.signatures.length > 0 || isOpen) && <Signatures signatures={signaturesOf(page, names)} open={signed.open} count={signed.count} />}
    </div>
  );
}

interface Effect {
  readonly state: 'expected' | 'came' | 'missed' | 'unjudged';
  readonly sentence: string | null;
}
const outcomes: Readonly<Record<Effect['state'], readonly [words: string, tone: Tone]>> = {
  expected: ['not judged yet', 'plain'],
  came: ['it came', 'good'],
  missed: ['it did not come', 'bad'],
  unjudged: ['nobody can say', 'warn'],
};

/** What a change was to do to an indicator, and whether it did. */
function ExpectedEffect({ revision, expects }: { readonly revision: string; readonly expects: ModelRevision['expects'] }) {
  const t = useText();
  const names = useNames();
  const { data } = useAsk<{ rows: readonly Effect[] }>('governance.effect.list', { change: revision }, { nouns: ['governance.effect'] });
  if (!expects) return null;
  const effect = data?.rows[0];
  return (
    <Card title={t('Expected effect')} aside={effect && <Chip tone={outcomes[effect.state][1]}>{t(outcomes[effect.state][0])}</Chip>}>
      <Facts
        facts={[
          { label: 'Indicator', value: `${expects.indicator}, ${names.place(expects.at)}` },
          { label: 'From what to what', value: `${expects.from} → ${expects.to}` },
          { label: 'Last day', value: expects.by },
          ...(effect?.sentence ? [{ label: 'What came of it', value: effect.sentence }] : []),
        ]}
      />
    </Card>
  );
}

const most = 60;

/** What a revision changed, or would change, object by object. */
function Diff({ revision }: { readonly revision: Revision }) {
  const t = useText();
  const { data, error, refetch } = useAsk<{ changes: readonly Change[] }>('model.revision.show', { revision: revision.id });
  const [url, setUrl] = useUrlState();
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={8} />;
  const isWhole = url['whole'] === 'yes';
  const shown = isWhole ? data.changes : data.changes.slice(0, most);
  return (
    <Card
      title={revision.state === 'applied' ? t('{{number}}: what it changed', { number: revision.number }) : t('{{number}}: what it would change', { number: revision.number })}
      aside={t('plan {{plan}}', { plan: revision.plan.slice(0, 8) })}
    >
      <div className="diff">
        {shown.map((change) => (
          <section key={`${change.kind} ${change.id}`}>
            <h3>
              <Chip
                tone={change.action === 'retire' ? 'bad' : change.action === 'add' ? 'good' : 'warn'}
                sign={change.action === 'retire' ? '−' : change.action === 'add' ? '+' : '~'}
              >
                {t({ add: 'new', retire: 'retired' }[change.action] ?? 'changed')}
              </Chip>
              <span className="muted">{change.kind}</span> {change.id}
            </h3>
            <FieldDiff change={change} />
          </section>
        ))}
        {!isWhole && data.changes.length > most && (
          <div>
            <Button onClick={() => setUrl({ whole: 'yes' })}>{t('Show all {{n}}', { n: data.changes.length })}</Button>
          </div>
        )}
      </div>
    </Card>
  );
}

const written = (value: unknown) => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));

/** The fields that differ, old above new; of a new object all it says. */
function FieldDiff({ change }: { readonly change: Change }) {
  const before = change.before ?? {};
  const after = change.after ?? {};
  const isNew = change.action === 'add';
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => isNew || written(before[name]) !== written(after[name]));
  if (isNew) return <p className="small muted">{names.map((name) => `${name}: ${written(after[name]).slice(0, 80)}`).join(' · ')}</p>;
  return (
    <dl>
      {names.map((name) => (
        <div key={name}>
          <dt>{labelOfField(name)}</dt>
          <dd>
            {before[name] !== undefined && <del>{written(before[name])}</del>}
            {after[name] !== undefined && <ins>{written(after[name])}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
