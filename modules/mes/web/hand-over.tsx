import { Button, Dialog, PersonSwitch, useClient, useNames, usePlantModel, useSessionDoor, useText } from '@millrace/ui';
import { useEffect, useState } from 'react';

interface DemoAccount {
  readonly user: string;
  readonly name: string;
  readonly badge?: string;
}

/** Changes the person at this terminal: badge and PIN; in the demo, which has no reader, a press on the name stands for the badge. */
export function HandOver({ place, onClose }: { readonly place: string; readonly onClose: () => void }) {
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const door = useSessionDoor();
  const client = useClient();
  const [accounts, setAccounts] = useState<readonly DemoAccount[]>([]);
  useEffect(() => {
    if (!door.session?.demo) return;
    let isGone = false;
    client
      .get<{ accounts: readonly DemoAccount[] }>('/api/session/demo')
      .then((answer) => {
        if (!isGone) setAccounts(answer.accounts);
      })
      // without the list the badge is the way in, as in a plant
      .catch(() => setAccounts([]));
    return () => {
      isGone = true;
    };
  }, [client, door.session?.demo]);
  // whose role holds here, the nearest to the station first: its operators before those who are of the whole plant
  const around = model.chain(place);
  const near = (user: string) => {
    const at = model.of('personnel.role-assignment').flatMap(({ fields }) => (fields['person'] === user ? [around.indexOf(String(fields['at']))] : []));
    return Math.min(...at.filter((distance) => distance >= 0));
  };
  const people = accounts.filter(({ user, badge }) => badge !== undefined && near(user) < Infinity).toSorted((one, other) => near(one.user) - near(other.user));
  const station = `terminal:${place}`;
  // as the nearest policy of access says how persons switch here
  const policies = model.of('personnel.access-policy');
  const policy = around.map((here) => policies.find(({ fields }) => fields['at'] === here)).find((one) => one !== undefined);
  return (
    <Dialog title={t('Hand over {{unit}}', { unit: names.place(place) })} onClose={onClose} size="xl">
      <PersonSwitch
        badgeNeedsPin={policy?.fields['quickSignIn'] !== 'badge'}
        people={people.map(({ user, name }) => ({
          user,
          name,
          initials: name
            .split(' ')
            .map((word) => word[0])
            .join(''),
        }))}
        onBadge={async (badge, pin) => {
          await door.open({ badge, ...(pin === undefined ? {} : { pin }), station });
          onClose();
        }}
        onPin={async (user, pin) => {
          await door.open({ badge: people.find((one) => one.user === user)!.badge!, pin, station });
          onClose();
        }}
      />
      <div className="row" style={{ marginTop: 16 }}>
        <Button onClick={() => void door.close()}>{t('Sign out, and sign in with a password')}</Button>
      </div>
    </Dialog>
  );
}
