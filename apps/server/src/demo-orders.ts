import { newId } from '@millrace/kernel';
import type { House } from './house.ts';

interface Master {
  readonly makes?: string;
  readonly batch?: string;
  readonly on?: readonly { readonly at: string }[];
}

/** Work for a demo plant that has no simulated past: one order of a batch for each work master, dispatched, so that somebody can start. */
export async function seedOrders(house: House): Promise<number> {
  const masters = house.policy().model.objects.filter((one) => one.kind === 'work.master');
  let made = 0;
  for (const { id: workMaster, fields } of masters) {
    const { makes, batch, on } = fields as Master;
    const [value, unit] = batch?.split(' ') ?? [];
    const place = on?.[0]?.at;
    if (!makes || !value || !unit || !place) continue;
    const jobOrder = newId();
    const act = { actor: { kind: 'system', person: 'rule:demo' }, site: house.site } as const;
    await house.shell.execute(
      'work.job-order.create',
      { jobOrder, place, workMaster, definition: makes, quantity: { value, unit }, plannedStart: house.clock.now().toString() },
      { key: newId(), ...act },
    );
    await house.shell.execute('work.job-order.dispatch', { jobOrder }, { key: newId(), ...act });
    made++;
  }
  return made;
}
