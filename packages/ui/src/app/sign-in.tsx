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
import { badgeHolders, useDemoAccounts, type DemoAccount } from './demo-accounts.ts';
import './app.css';

interface Station {
  readonly place: string;
  readonly name: string;
  readonly quickSignIn: 'none' | 'badge' | 'pin' | 'badge-and-pin';
}

/**
 * Sign in by name and password; at an enrolled station by badge, and in a demonstration at any terminal, for it has no devices of its own. A terminal
 * that is no station says how it becomes one. `place` is the part of the plant whose screen is opened.
 */
export function SignIn({ place }: { readonly place?: string | undefined }) {
  const t = useText();
  const zone = useZone();
  const { open, over, was } = useSessionDoor();
  const { station, chosen, isKnown } = useStation(place);
  const switchesAt = [station, chosen].find((one) => one !== undefined && one.quickSignIn !== 'none');
  const accounts = useDemoAccounts(switchesAt && switchesAt === chosen ? chosen.place : undefined);
  const [user, setUser] = useState(was?.id ?? '');
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
  // only a demo lets a terminal be chosen, and the record says that it was
  const at = switchesAt !== undefined && switchesAt === chosen ? { station: `terminal:${chosen.place}` } : {};
  const badgeOf = (person: string) => accounts.find((one) => one.user === person)?.badge ?? '';

  return (
    <main className="sign-in">
      {switchesAt && (
        <section className="sign-in-station">
          <h2>{t('Who is at {{station}}?', { station: switchesAt.name })}</h2>
          <PersonSwitch
            badgeNeedsPin={switchesAt.quickSignIn !== 'badge'}
            last={was?.id}
            onBadge={(badge, pin) => open({ badge, ...(pin !== undefined && { pin }), ...at })}
            {...(switchesAt === chosen && { people: badgeHolders(accounts), onPin: (person: string, pin: string) => open({ badge: badgeOf(person), pin, ...at }) })}
          />
        </section>
      )}
      <div className="sign-in-card">
        <h1>
          <span aria-hidden="true">≋</span> Millrace
        </h1>
        {over !== undefined && error === undefined && (
          <Notice tone="warn" sign="◔" alert>
            {inPlantTime(over.message, zone)}
          </Notice>
        )}
        <p className="muted">{switchesAt ? t('Or with user and password') : station ? t('Station {{name}}', { name: station.name }) : t('Sign in to see what waits for you.')}</p>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (user !== '' && password !== '') void enter(user.trim(), password);
          }}
        >
          {/* a badge reader types: what it types must not land in a field, so none has the focus where badges are read */}
          <TextField
            key={String(isKnown)}
            label={t('User')}
            value={user}
            onChange={setUser}
            autoComplete="username"
            name="user"
            autoFocus={isKnown && !switchesAt && user === ''}
            required
          />
          <SecretField label={t('Password')} value={password} onChange={setPassword} name="password" required />
          {error !== undefined && <Problem error={error} />}
          <Button submit wide kind="primary" busy={busy !== undefined && busy === user}>
            {t('Sign in')}
          </Button>
        </form>
        {place !== undefined && isKnown && !station && !chosen && (
          <p className="muted small">
            {t(
              'Badge and PIN open a station of the plant, and this device is none yet. Whoever may enrol stations (IT, or the administrator of access) signs in here once and does it under Terminals, “This device”.',
            )}
          </p>
        )}
      </div>
      {!switchesAt && accounts.length > 0 && (
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
      {switchesAt && accounts.length > 0 && (
        <p className="muted sign-in-note">
          {t('This is a demonstration plant.')} {secretsOf(accounts, t)}
        </p>
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

/** The station that this device is, where it is one; the one that a demonstration lets it stand for. */
function useStation(place: string | undefined): { readonly station: Station | undefined; readonly chosen: Station | undefined; readonly isKnown: boolean } {
  const client = useClient();
  const { data, isFetched } = useQuery({
    queryKey: ['session', 'station', place],
    queryFn: ({ signal }) =>
      client.get<{ station: Station | null; chosen?: Station }>(place === undefined ? '/api/station' : `/api/station?place=${encodeURIComponent(place)}`, signal),
    retry: false,
    // asked anew each time somebody must sign in: meanwhile it may have been enrolled, or withdrawn
    staleTime: 0,
  });
  return { station: data?.station ?? undefined, chosen: data?.chosen, isKnown: isFetched };
}
