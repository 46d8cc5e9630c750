import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient } from '../client/context.tsx';
import { useSessionDoor, useZone } from '../client/session.tsx';
import { Button } from '../core/button.tsx';
import { Notice, Problem } from '../core/notice.tsx';
import { SecretField, TextField } from '../form/fields.tsx';
import { PersonSwitch } from '../terminal/person-switch.tsx';
import { inPlantTime } from '../text/plant-time.ts';
import { useText } from '../text/text.ts';
import './app.css';

interface DemoAccount {
  readonly user: string;
  readonly role: string;
  readonly name: string;
  readonly password: string;
  readonly pin?: string;
}

interface Station {
  readonly place: string;
  readonly name: string;
  readonly quickSignIn: 'none' | 'badge' | 'pin' | 'badge-and-pin';
}

/** Sign in by name and password; at an enrolled station by badge. A demonstration plant offers its accounts, one per role. */
export function SignIn() {
  const t = useText();
  const zone = useZone();
  const { open, over } = useSessionDoor();
  const accounts = useDemoAccounts();
  const { station, isKnown } = useStation();
  const byBadge = station !== undefined && station.quickSignIn !== 'none';
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<unknown>();

  async function enter(as: string, secret: string) {
    setBusy(as);
    setError(undefined);
    try {
      await open({ user: as, password: secret });
    } catch (cause) {
      setError(cause);
      setPassword('');
    } finally {
      setBusy(undefined);
    }
  }

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1>
          <span aria-hidden="true">≋</span> Millrace
        </h1>
        {over !== undefined && error === undefined && (
          <Notice tone="warn" sign="◔" alert>
            {inPlantTime(over.message, zone)}
          </Notice>
        )}
        <p className="muted">{station ? t('Station {{name}}', { name: station.name }) : t('Sign in to see what waits for you.')}</p>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (user !== '' && password !== '') void enter(user.trim(), password);
          }}
        >
          {/* a badge reader types: what it types must not land in a field, so none has the focus at a station */}
          <TextField key={String(isKnown)} label={t('User')} value={user} onChange={setUser} autoComplete="username" name="user" autoFocus={isKnown && !byBadge} required />
          <SecretField label={t('Password')} value={password} onChange={setPassword} name="password" required />
          {error !== undefined && <Problem error={error} />}
          <Button submit wide kind="primary" busy={busy !== undefined && busy === user}>
            {t('Sign in')}
          </Button>
        </form>
      </div>
      {byBadge && (
        <section className="sign-in-station">
          <PersonSwitch badgeNeedsPin={station.quickSignIn === 'badge-and-pin'} onBadge={(badge, pin) => open({ badge, ...(pin !== undefined && { pin }) })} />
        </section>
      )}
      {accounts.length > 0 && (
        <section className="sign-in-demo">
          <h2>{t('This is a demonstration plant. Come in as')}</h2>
          <p className="muted">{secretsOf(accounts, t)}</p>
          <ul>
            {accounts.map((account) => (
              <li key={account.user}>
                <button type="button" onClick={() => void enter(account.user, account.password)} aria-busy={busy === account.user}>
                  <b>{account.role}</b>
                  <span>{account.name}</span>
                  <code>{account.user}</code>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  );
}

/** What all of them sign with: nobody who looks around should have to search for it. */
function secretsOf([account]: readonly DemoAccount[], t: ReturnType<typeof useText>): string {
  if (account === undefined) return '';
  const { password, pin } = account;
  return pin === undefined ? t('Password {{password}}', { password }) : t('Password {{password}}; at a terminal, PIN {{pin}}', { password, pin });
}

/** The station that this device is, where it is one. */
function useStation(): { readonly station: Station | undefined; readonly isKnown: boolean } {
  const client = useClient();
  const { data, isFetched } = useQuery({
    queryKey: ['session', 'station'],
    queryFn: ({ signal }) => client.get<{ station: Station | null }>('/api/station', signal),
    retry: false,
    staleTime: Infinity,
  });
  return { station: data?.station ?? undefined, isKnown: isFetched };
}

/** Accounts of a demonstration; a real plant answers with none, or does not know the question. */
function useDemoAccounts(): readonly DemoAccount[] {
  const client = useClient();
  const { data } = useQuery({
    queryKey: ['session', 'demo'],
    queryFn: ({ signal }) => client.get<readonly DemoAccount[] | { accounts?: readonly DemoAccount[] }>('/api/session/demo', signal),
    retry: false,
    staleTime: Infinity,
  });
  return Array.isArray(data) ? (data as readonly DemoAccount[]) : ((data as { accounts?: readonly DemoAccount[] } | undefined)?.accounts ?? []);
}
