import { Menu } from '@mantine/core';
import { useSession, useSessionDoor } from '../client/session.tsx';
import '../core/core.css';
import { Icon } from '../core/icon.tsx';
import { devices } from '../look/device.ts';
import { useLook, type SchemeChoice } from '../look/look.tsx';
import { useText } from '../text/text.ts';

const schemes: readonly [SchemeChoice, string][] = [
  ['light', 'Light'],
  ['dark', 'Dark'],
  ['system', 'As this device'],
];

/** Who is signed in, in which roles; light or dark; what kind of screen this is; sign out. */
export function PersonMenu({ large }: { readonly large?: boolean }) {
  const t = useText();
  const { person, roles } = useSession();
  const { close } = useSessionDoor();
  const { schemeChoice, setScheme, device, setDevice } = useLook();
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <button
          type="button"
          className="person"
          aria-label={t('{{name}}: person menu', { name: large ? person.name : `${person.initials}, ${person.name}` })}
        >
          {large ? (
            <b>{person.name}</b>
          ) : (
            <span className="avatar" data-large="true" aria-hidden="true">
              {person.initials}
            </span>
          )}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <b style={{ fontSize: 15, color: 'var(--ink)' }}>{person.name}</b>
          {roles.map(({ role, place }) => (
            <div key={role + place}>
              {role} · {place}
            </div>
          ))}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('Look')}</Menu.Label>
        {schemes.map(([choice, label]) => (
          <Menu.Item
            key={choice}
            onClick={() => setScheme(choice)}
            leftSection={<Tick on={choice === schemeChoice} />}
            closeMenuOnClick={false}
          >
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('This screen is a')}</Menu.Label>
        {devices.map(({ id, label }) => (
          <Menu.Item key={id} onClick={() => setDevice(id)} leftSection={<Tick on={id === device.id} />} closeMenuOnClick={false}>
            {t(label)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="out" size={18} />} onClick={() => void close()}>
          {t('Sign out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Tick({ on }: { readonly on: boolean }) {
  return <span style={{ display: 'inline-block', width: 18 }}>{on ? '✓' : ''}</span>;
}
