import {
  Button,
  Card,
  Chip,
  dayClock,
  Failed,
  Link,
  Loading,
  Notice,
  PageHeader,
  Problem,
  SecretField,
  TextField,
  useAsk,
  useClient,
  useForget,
  useMay,
  useText,
  useZone,
} from '@millrace/ui';
import { useEffect, useRef, useState } from 'react';
import '../personnel.css';

interface Account {
  readonly person: string;
  readonly name: string;
  readonly credential: string | null;
  readonly state: string | null;
  readonly lockedUntil: string | null;
  readonly lockedBy: string | null;
  readonly isInvited: boolean;
  readonly isMachine: boolean;
  readonly hasPin: boolean;
  readonly badgeSince: string | null;
  readonly sessions: number;
  readonly lastSignIn: string | null;
}

/** How everybody comes in, and what the administrator of access does about it: invite, badge, lock, unlock. */
export default function Accounts() {
  const t = useText();
  const { data, error, refetch } = useAsk<{ rows: readonly Account[] }>(
    'personnel.credential.review',
    {},
    { nouns: ['personnel.credential', 'personnel.badge', 'personnel.invitation', 'personnel.session'] },
  );
  const [find, setFind] = useState('');
  const [chosen, setChosen] = useState<string>();
  const place = useRef<HTMLDivElement>(null);
  // the account stands above the list: who is chosen far down in it comes into view
  useEffect(() => {
    if (chosen !== undefined) place.current?.scrollIntoView({ block: 'start' });
  }, [chosen]);
  const all = data?.rows ?? [];
  const rows = all.filter((row) => `${row.name} ${row.person}`.toLowerCase().includes(find.toLowerCase()));
  const account = all.find((row) => row.person === chosen);
  return (
    <>
      <PageHeader trail={[{ label: t('Model') }, { label: t('Accounts') }]} title={t('Accounts')} sub={t('Who can sign in, by what, and who is signed in now.')} />
      <div className="page-body chosen-account" ref={place}>
        {error && !data && <Failed error={error} again={() => void refetch()} />}
        {!error && !data && <Loading />}
        {account?.isMachine && <MachineAccount account={account} />}
        {account && !account.isMachine && <OneAccount key={account.person} account={account} done={() => void refetch()} />}
        {data && (
          <Card title={t('People')} aside={rows.length}>
            <div className="stack">
              <TextField label={t('Name')} value={find} onChange={setFind} name="find" />
              <ul className="accounts plain">
                {rows.map((row) => (
                  <li key={row.person}>
                    <button type="button" aria-pressed={row.person === chosen} onClick={() => setChosen(row.person)}>
                      <b>{row.name}</b> <span className="muted small">{row.person}</span>
                      <span className="push" />
                      <StateOf account={row} />
                    </button>
                  </li>
                ))}
              </ul>
            </div>
          </Card>
        )}
      </div>
    </>
  );
}

function StateOf({ account }: { readonly account: Account }) {
  const t = useText();
  if (account.state === 'locked')
    return (
      <Chip tone="warn" sign="◔">
        {t('locked')}
      </Chip>
    );
  if (account.isMachine) return <Chip>{t('machine')}</Chip>;
  if (account.credential === null) return <Chip>{account.isInvited ? t('invited') : t('no way in')}</Chip>;
  return account.sessions > 0 ? <Chip tone="good">{t('signed in')}</Chip> : <Chip>{t('can sign in')}</Chip>;
}

function MachineAccount({ account }: { readonly account: Account }) {
  const t = useText();
  const may = useMay();
  return (
    <Card title={account.name} aside={account.person}>
      <div className="stack">
        <p className="muted">{t('An account of a machine: it comes in by a token, and nobody signs in with it.')}</p>
        {may('personnel.token.review') && <Link to="/tokens">{t('Tokens of machines')}</Link>}
      </div>
    </Card>
  );
}

function OneAccount({ account, done }: { readonly account: Account; readonly done: () => void }) {
  const t = useText();
  const zone = useZone();
  const may = useMay();
  const client = useClient();
  const forget = useForget();
  const [why, setWhy] = useState('');
  const [number, setNumber] = useState('');
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();
  const [said, setSaid] = useState<string>();
  const { person, name } = account;

  async function run(address: string, work: () => Promise<string>) {
    setBusy(address);
    setError(undefined);
    setSaid(undefined);
    try {
      setSaid(await work());
      setWhy('');
      setNumber('');
      forget(['personnel.credential']);
      done();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(undefined);
    }
  }
  const command = (address: string, input: object, sentence: string) => () => void run(address, () => client.act(address, input, { reason: why }).then(() => sentence));
  const invite = () =>
    void run('invite', async () => {
      const { code } = await client.post<{ code: string }>('/api/invitation', { input: { person }, reason: why });
      return t('{{name}} opens {{url}} once and chooses a password. It is shown here only.', { name, url: `${location.origin}/invitation#${code}` });
    });
  const isLocked = account.state === 'locked';
  return (
    <Card title={name} aside={person}>
      <div className="stack">
        <p className="muted">
          {isLocked && account.lockedBy !== null && t('Locked by {{person}} until somebody unlocks it. ', { person: account.lockedBy })}
          {isLocked && account.lockedUntil !== null && t('Locked by wrong tries until {{when}}. ', { when: dayClock(account.lockedUntil, zone) })}
          {account.lastSignIn === null ? t('Never signed in.') : t('Signed in last {{when}}.', { when: dayClock(account.lastSignIn, zone) })}{' '}
          {account.badgeSince === null ? t('No badge.') : t('Badge since {{when}}.', { when: dayClock(account.badgeSince, zone) })}{' '}
          {account.hasPin ? t('Has a PIN.') : t('No PIN.')}
        </p>
        <TextField label={t('Why (kept in the trail)')} value={why} onChange={setWhy} name="why" />
        <div className="row wrap">
          {may('personnel.invitation.issue') && (
            <Button busy={busy === 'invite'} onClick={invite}>
              {account.credential === null ? t('Invite') : t('Invite to choose a new password')}
            </Button>
          )}
          {isLocked && may('personnel.credential.unlock') && (
            <Button busy={busy === 'personnel.credential.unlock'} onClick={command('personnel.credential.unlock', { credential: account.credential }, t('Unlocked.'))}>
              {t('Unlock')}
            </Button>
          )}
          {account.credential !== null && account.lockedBy === null && may('personnel.credential.lock') && (
            <Button busy={busy === 'personnel.credential.lock'} onClick={command('personnel.credential.lock', { person }, t('Locked, and signed out everywhere.'))}>
              {t('Lock and sign out')}
            </Button>
          )}
          {account.badgeSince !== null && may('personnel.badge.withdraw') && (
            <Button busy={busy === 'personnel.badge.withdraw'} onClick={command('personnel.badge.withdraw', { person }, t('The badge opens nothing any more.'))}>
              {t('Withdraw the badge')}
            </Button>
          )}
        </div>
        {account.credential !== null && may('personnel.badge.give') && (
          <form
            className="row wrap ends"
            onSubmit={(event) => {
              event.preventDefault();
              if (number !== '') command('personnel.badge.give', { person, number }, t('The badge is given.'))();
            }}
          >
            <SecretField label={t('Number of a badge: hold it to the reader')} value={number} onChange={setNumber} name="number" />
            <Button submit busy={busy === 'personnel.badge.give'}>
              {t('Give this badge')}
            </Button>
          </form>
        )}
        {error !== undefined && <Problem error={error} />}
        {said !== undefined && <Notice tone="good">{said}</Notice>}
      </div>
    </Card>
  );
}
