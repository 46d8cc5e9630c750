import { Button, Link, Notice, Problem, SecretField, TextField, useClient, useText } from '@millrace/ui';
import { leastLetters } from '@millrace/personnel';
import { useState } from 'react';

/** Where an invited person chooses their password and PIN, once. The code comes in the address, behind `#`, which no server and no log sees. */
export default function Invitation() {
  const t = useText();
  const client = useClient();
  const [code, setCode] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [pin, setPin] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [person, setPerson] = useState<string>();
  const differs = again !== '' && again !== password;

  async function choose() {
    setBusy(true);
    setError(undefined);
    try {
      const accepted = await client.post<{ person: string }>('/api/invitation/accept', { input: { code, password, pin } });
      // the code is used up: it need not stay in the history of the browser
      history.replaceState(null, '', location.pathname);
      setPerson(accepted.person);
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <h1>
          <span aria-hidden="true">≋</span> Millrace
        </h1>
        {person === undefined ? (
          <form
            className="stack"
            onSubmit={(event) => {
              event.preventDefault();
              if (!differs && !isBusy) void choose();
            }}
          >
            <p className="muted">{t('Choose the password you will sign in and sign with.')}</p>
            <TextField label={t('Code of your invitation')} value={code} onChange={setCode} name="code" autoComplete="off" required />
            <SecretField label={t('Password, at least {{least}} letters', { least: leastLetters })} value={password} onChange={setPassword} name="password" required />
            <SecretField label={t('The same again')} value={again} onChange={setAgain} name="again" required />
            {differs && <Notice tone="warn">{t('The two are not the same.')}</Notice>}
            <SecretField label={t('PIN for terminals, if you use them: 4 to 8 digits')} value={pin} onChange={setPin} name="pin" />
            {error !== undefined && <Problem error={error} />}
            <Button submit wide kind="primary" busy={isBusy}>
              {t('Choose')}
            </Button>
          </form>
        ) : (
          <>
            <p>{t('Done. You sign in as {{person}} from now on; the invitation is used up.', { person })}</p>
            <Link to="/">{t('Sign in')}</Link>
          </>
        )}
      </div>
    </main>
  );
}
