import { Popover, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useGo } from '../app/router.tsx';
import { useScreens } from '../app/screens-context.tsx';
import { useSession, useSessionDoor, useZone } from '../client/session.tsx';
import { Button } from '../core/button.tsx';
import '../core/core.css';
import { devices } from '../look/device.ts';
import { useLook, type SchemeChoice } from '../look/look.tsx';
import { dayClock } from '../text/format.ts';
import { useText } from '../text/text.ts';
import './shell.css';

const schemes: readonly (readonly [SchemeChoice, string])[] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['system', 'As device'],
];

/** Who is signed in, in which roles; light or dark; what kind of screen this is; sign out. */
export function PersonMenu({ large }: { readonly large?: boolean }) {
  const t = useText();
  const { person } = useSession();
  const [open, setOpen] = useState(false);
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus withinPortal opened={open} onChange={setOpen} transitionProps={{ duration: 0 }}>
      <Popover.Target>
        <button
          type="button"
          className="person"
          aria-label={t('{{name}}: person menu', { name: large ? person.name : `${person.initials}, ${person.name}` })}
          onClick={() => setOpen(!open)}
        >
          {large ? (
            <b>{person.name}</b>
          ) : (
            <span className="avatar" data-large="true" aria-hidden="true">
              {person.initials}
            </span>
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Person menu')}>
        <Choices onGone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ onGone }: { readonly onGone: () => void }) {
  const t = useText();
  const go = useGo();
  const paths = new Set(useScreens().map((screen) => screen.path));
  const { person, roles } = useSession();
  const zone = useZone();
  const { close } = useSessionDoor();
  const { schemeChoice, setScheme, device, setDevice } = useLook();
  return (
    <div className="person-menu">
      <p>
        <b>{person.name}</b>
        {roles.map(({ role, place, lentBy, until }) => (
          <span key={`${role} ${place}`} className="muted small">
            {place === null ? role : `${role} · ${place}`}
            {lentBy !== undefined && until !== undefined && <> · {t('lent by {{name}} until {{when}}', { name: lentBy, when: dayClock(until, zone) })}</>}
          </span>
        ))}
      </p>
      <div>
        <span className="small muted" id="look-choice">
          {t('Look')}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="look-choice"
          value={schemeChoice}
          onChange={(choice) => setScheme(choice as SchemeChoice)}
          data={schemes.map(([value, label]) => ({ value, label: t(label) }))}
        />
      </div>
      <fieldset>
        <legend className="small muted">{t('This screen is a')}</legend>
        {devices.map(({ id, label }) => (
          <label key={id}>
            <input type="radio" name="device" checked={id === device.id} onChange={() => setDevice(id)} />
            {t(label)}
          </label>
        ))}
      </fieldset>
      {paths.has('/me') && (
        <Button wide icon="person" onClick={() => (onGone(), go('/me'))}>
          {t('Your account')}
        </Button>
      )}
      <Button wide icon="out" onClick={() => void close()}>
        {t('Sign out')}
      </Button>
    </div>
  );
}
