import { Button, Card, dayClock, Notice, PageHeader, Problem, SecretField, useAct, useNames, useSession, useText, useZone } from '@millrace/ui';
import { leastLetters } from '@millrace/personnel';
import { useState } from 'react';
import '../personnel.css';

/** What a person sees and changes of their own way in: roles, password, PIN, and the places where they are signed in. */
export default function Me() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { person, roles } = useSession();
  return (
    <>
      <PageHeader title={t('Your account')} sub={`${person.name} (${person.id})`} />
      <div className="page-body own-account">
        <ChangePassword />
        <SignOutEverywhere />
        <Card title={t('What you are here')}>
          <ul className="stack plain">
            {roles.map(({ role, place, lentBy, until }) => (
              <li key={`${role} ${place}`}>
                <b>{names.role(role)}</b> <span className="muted">{place === null ? t('the whole site') : names.place(place)}</span>
                {lentBy !== undefined && until !== undefined && (
                  <div className="small muted">{t('lent by {{name}} until {{when}}', { name: lentBy, when: dayClock(until, zone) })}</div>
                )}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function ChangePassword() {
  const t = useText();
  const { person, session } = useSession();
  const { act, busy, error } = useAct('personnel.password.change');
  const [typed, setTyped] = useState({ present: '', password: '', again: '', pin: '' });
  const [isDone, setDone] = useState(false);
  const set = (field: keyof typeof typed) => (value: string) => setTyped((before) => ({ ...before, [field]: value }));
  const differs = typed.again !== '' && typed.again !== typed.password;
  const isReady = typed.present !== '' && (typed.password !== '' || typed.pin !== '') && typed.again === typed.password;

  async function change() {
    setDone(false);
    const { present, password, pin } = typed;
    const chosen = { ...(password !== '' && { password }), ...(pin !== '' && { pin }) };
    await act({ person: person.id, present, ...chosen, ...(session && { except: session }) }).then(
      () => (setDone(true), setTyped({ present: '', password: '', again: '', pin: '' })),
      () => set('present')(''),
    );
  }

  return (
    <Card title={t('Change your password or PIN')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !busy) void change();
        }}
      >
        <SecretField label={t('Your present password')} value={typed.present} onChange={set('present')} name="present" required />
        <SecretField label={t('New password, at least {{least}} letters', { least: leastLetters })} value={typed.password} onChange={set('password')} name="password" />
        <SecretField label={t('The same again')} value={typed.again} onChange={set('again')} name="again" />
        {differs && <Notice tone="warn">{t('The two are not the same.')}</Notice>}
        <SecretField label={t('New PIN for terminals, 4 to 8 digits; empty leaves it as it is')} value={typed.pin} onChange={set('pin')} name="pin" />
        {error !== undefined && <Problem error={error} />}
        {isDone && <Notice tone="good">{t('Changed. Everywhere else you are signed out.')}</Notice>}
        <Button submit kind="primary" busy={busy}>
          {t('Change it')}
        </Button>
      </form>
    </Card>
  );
}

function SignOutEverywhere() {
  const t = useText();
  const { person, session } = useSession();
  const { act, busy, error } = useAct('personnel.session.end-all');
  const [ended, setEnded] = useState<number>();
  const end = () =>
    act({ person: person.id, ...(session && { except: session }) }).then(
      (outcome) => setEnded(outcome.records.length),
      () => undefined,
    );
  return (
    <Card title={t('Signed in elsewhere')}>
      <div className="stack">
        <p className="muted">{t('You left a terminal open, or lost a device: sign out everywhere but here.')}</p>
        {error !== undefined && <Problem error={error} />}
        {ended !== undefined && <Notice tone="good">{ended === 0 ? t('You were signed in nowhere else.') : t('Signed out at {{n}} other places.', { n: ended })}</Notice>}
        <div>
          <Button icon="out" busy={busy} onClick={() => void end()}>
            {t('Sign out everywhere else')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
