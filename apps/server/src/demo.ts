import { newId } from '@millrace/kernel';
import { credentialOf } from '@millrace/personnel';
import { hashSecret } from '@millrace/personnel/module';
import type { House } from './house.ts';
import type { DemoAccount } from './sign-in.ts';

// shown on the sign-in page and printed at start; refused where MILLRACE_DEMO is off
export const demoPassword = 'millrace-demo';
const pin = '2468';

/** Accounts of the demo: one per person of the model that is marked `demo`. None outside the demo. */
export function demoAccounts(house: House): DemoAccount[] {
  if (!house.settings.isDemo) return [];
  const { objects } = house.policy().model;
  const roleName = new Map(objects.filter((one) => one.kind === 'personnel.role').map((one) => [one.id, String(one.fields.name)]));
  return objects
    .filter((one) => one.kind === 'personnel.person' && one.fields.demo === true)
    .map((person) => {
      const assigned = objects.find((one) => one.kind === 'personnel.role-assignment' && one.fields.person === person.id);
      return {
        user: person.id,
        name: String(person.fields.name),
        role: roleName.get(String(assigned?.fields.role)) ?? 'no role',
        password: demoPassword,
        badge: person.fields.badge as string | undefined,
        pin,
      };
    });
}

/** Gives each demo account its credential, once. */
export async function seedDemo(house: House): Promise<number> {
  const accounts = demoAccounts(house);
  const { rows } = await house.database.pool.query<{ person: string }>('select person from personnel.credential where site = $1', [house.site]);
  const known = new Set(rows.map((row) => row.person));
  const missing = accounts.filter((account) => !known.has(account.user));
  if (missing.length === 0) return 0;
  const [passwordHash, pinHash] = await Promise.all([hashSecret(demoPassword), hashSecret(pin)]);
  for (const account of missing)
    await house.shell.execute(
      'personnel.credential.set',
      {
        credential: credentialOf(account.user),
        person: account.user,
        passwordHash,
        pinHash,
        ...(account.badge !== undefined && { badge: account.badge }),
        mustChange: false,
        isDemo: true,
      },
      { key: newId(), actor: { kind: 'system', person: 'rule:demo' }, site: house.site },
    );
  return missing.length;
}
