import {
  Button,
  Card,
  ChoiceField,
  Chip,
  dayClock,
  Failed,
  Loading,
  Notice,
  PageHeader,
  Problem,
  TextField,
  useAct,
  useAsk,
  useMay,
  useNames,
  usePlantModel,
  useText,
  useZone,
} from '@millrace/ui';
import { useState } from 'react';
import '../personnel.css';

interface Token {
  readonly id: string;
  readonly name: string;
  readonly person: string;
  readonly state: string;
  readonly isMachine: boolean;
  readonly issuedBy: string;
  readonly endsAt: string;
}

/** Ways in for machines: made here, shown once, revoked here. */
export default function Tokens() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const may = useMay();
  const { data, error, refetch } = useAsk<{ rows: readonly Token[] }>('personnel.token.review', {}, { nouns: ['personnel.token'] });
  const revoke = useAct('personnel.token.revoke');
  return (
    <>
      <PageHeader trail={[{ label: t('Flows') }, { label: t('Tokens') }]} title={t('Tokens of machines')} sub={t('A machine acts as an account of the model and never signs.')} />
      <div className="page-body">
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!error && !data && <Loading />}
        {may('personnel.token.issue') && <Issue done={() => void refetch()} />}
        {data && (
          <Card title={t('Issued')} aside={data.rows.length}>
            {revoke.error !== undefined && <Problem error={revoke.error} />}
            {data.rows.length === 0 && <p className="muted">{t('No machine has a token yet.')}</p>}
            <ul className="accounts plain">
              {data.rows.map((row) => (
                <li key={row.id} className="row wrap">
                  <b>{row.name}</b> <span className="muted small">{t('as {{person}}, from {{by}}', { person: names.person(row.person), by: names.person(row.issuedBy) })}</span>
                  <span className="push" />
                  {row.state === 'valid' && !row.isMachine && (
                    <Chip tone="warn" sign="✕">
                      {t('opens nothing: the account is a person’s')}
                    </Chip>
                  )}
                  <Chip>{row.state === 'valid' ? t('until {{when}}', { when: dayClock(row.endsAt, zone) }) : t('revoked')}</Chip>
                  {row.state === 'valid' && may('personnel.token.revoke') && (
                    <Button
                      busy={revoke.busy}
                      onClick={() =>
                        void revoke.act({ token: row.id }).then(
                          () => refetch(),
                          () => undefined,
                        )
                      }
                    >
                      {t('Revoke')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Card>
        )}
      </div>
    </>
  );
}

function Issue({ done }: { readonly done: () => void }) {
  const t = useText();
  const model = usePlantModel();
  const { act, busy, error } = useAct('personnel.token.issue');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('');
  const [days, setDays] = useState('90');
  const [why, setWhy] = useState('');
  const [bearer, setBearer] = useState<string>();
  const machines = model.of('personnel.person').filter((one) => one.fields['machine'] === true);
  const accounts = machines.map((one) => ({ value: one.id, label: `${String(one.fields['name'])} (${one.id})` }));
  // where a plant has one machine, it is that one
  const person = chosen === '' && accounts.length === 1 ? accounts[0]!.value : chosen;
  const issue = () =>
    act({ token: crypto.randomUUID(), name, person, days: Number(days) }, { reason: why }).then(
      (outcome) => (setBearer(outcome.told?.['bearer']), done()),
      () => undefined,
    );
  return (
    <Card title={t('Issue a token')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void issue();
        }}
      >
        {model.isLoaded && accounts.length === 0 && (
          <Notice tone="warn">{t('No account of the model is a machine’s. Add one with `machine: true` and the role it needs; then issue its token here.')}</Notice>
        )}
        <TextField label={t('What it is for')} value={name} onChange={setName} name="name" required />
        <ChoiceField label={t('Account it acts as')} value={person} choices={accounts} onChange={(value) => setChosen(value ?? '')} />
        <TextField label={t('Days it is valid, at most 400')} value={days} onChange={setDays} name="days" required />
        <TextField label={t('Why (kept in the trail)')} value={why} onChange={setWhy} name="why" required />
        {error !== undefined && <Problem error={error} />}
        {bearer !== undefined && (
          <Notice tone="good">
            {t('Copy it now; it is shown here only and kept nowhere.')}
            <div>
              <code className="told">{bearer}</code>
            </div>
          </Notice>
        )}
        <Button submit kind="primary" busy={busy}>
          {t('Issue it')}
        </Button>
      </form>
    </Card>
  );
}
