import { newId } from '@millrace/kernel';
import type { House } from './house.ts';

type Do = (address: string, input: unknown, actor: { kind: 'person'; person: string }) => Promise<unknown>;

/** What the past leaves for the morning: a deviation that quality has assessed and QA has yet to decide, and the lot that it holds. */
export async function leaveUndecided(house: House, act: Do): Promise<void> {
  const { rows } = await house.database.pool.query<{ id: string; lot_number: string; place: string }>(
    `select id, lot_number, place from material.lot where site = $1 and state in ('quarantined', 'released') order by received_at desc limit 50`,
    [house.site],
  );
  // where its finder leads
  const lot = rows.find((one) => house.policy().isWithin(one.place, 'packaging'));
  if (!lot) return;
  const deviation = newId();
  await act(
    'qms.deviation.open',
    {
      deviation,
      title: `Outer wrap of lot ${lot.lot_number} is torn`,
      description: 'Found when the pallet was moved: the outer wrap is torn at one corner. The cartons inside look dry and closed.',
      place: lot.place,
      lots: [lot.id],
    },
    { kind: 'person', person: 'team-leader-1' },
  );
  await act(
    'qms.deviation.classify',
    { deviation, severity: 'minor', assessment: 'The primary pack is closed, so the product is not touched. One pallet of cartons is to be looked through.' },
    { kind: 'person', person: 'quality-1' },
  );
}
