import { badgeHolders, Button, Dialog, PersonSwitch, useDemoAccounts, useNames, usePlantModel, useSession, useSessionDoor, useText } from '@millrace/ui';

/** Changes the person at this terminal: badge and PIN; in the demo, which has no reader, a press on the name stands for the badge. */
export function HandOver({ place, onClose }: { readonly place: string; readonly onClose: () => void }) {
  const t = useText();
  const names = useNames();
  const model = usePlantModel();
  const door = useSessionDoor();
  const { demo } = useSession();
  const nearby = useDemoAccounts(place);
  const accounts = demo ? nearby : [];
  const station = `terminal:${place}`;
  // as the nearest policy of access says how persons switch here
  const policies = model.of('personnel.access-policy');
  const policy = model
    .chain(place)
    .map((here) => policies.find(({ fields }) => fields['at'] === here))
    .find((one) => one !== undefined);
  const switches = policy?.fields['quickSignIn'] ?? 'none';
  return (
    <Dialog title={t('Hand over {{unit}}', { unit: names.place(place) })} onClose={onClose} size="xl">
      {switches === 'none' ? (
        <p>{t('Badges are not used here: whoever goes on signs in with user and password. How persons switch is said by the access policy of this part of the plant.')}</p>
      ) : (
        <PersonSwitch
          badgeNeedsPin={switches !== 'badge'}
          people={badgeHolders(accounts)}
          onBadge={async (badge, pin) => {
            await door.open({ badge, ...(pin === undefined ? {} : { pin }), station });
            onClose();
          }}
          onPin={async (user, pin) => {
            await door.open({ badge: accounts.find((one) => one.user === user)?.badge ?? '', pin, station });
            onClose();
          }}
        />
      )}
      <div className="row" style={{ marginTop: 16 }}>
        <Button onClick={() => void door.close()}>{t('Sign out, and sign in with a password')}</Button>
      </div>
    </Dialog>
  );
}
