import { newId } from '@millrace/kernel';
import type { House } from './house.ts';
import { seconds } from './policy.ts';

interface Master {
  readonly makes?: string;
  readonly batch?: string;
  readonly on?: readonly { readonly at: string; readonly rate?: string; readonly setup?: string }[];
}

/** Work for a demo plant that has no simulated past: one order of a batch for each work master, dispatched, so that somebody can start. */
export async function seedOrders(house: House): Promise<number> {
  const masters = house.policy().model.objects.filter((one) => one.kind === 'work.master');
  let made = 0;
  for (const { id: workMaster, fields } of masters) {
    const { makes, batch, on } = fields as Master;
    const [value, unit] = batch?.split(' ') ?? [];
    const place = on?.[0]?.at;
    if (!makes || !value || !unit || !place || !on) continue;
    const jobOrder = newId();
    const start = house.clock.now();
    const act = { actor: { kind: 'system', person: 'rule:demo' }, site: house.site } as const;
    await house.shell.execute(
      'work.job-order.create',
      { jobOrder, place, workMaster, definition: makes, quantity: { value, unit }, plannedStart: start.toString(), ...endsAt(start, Number(value), on[0]) },
      { key: newId(), ...act },
    );
    await house.shell.execute('work.job-order.dispatch', { jobOrder }, { key: newId(), ...act });
    made++;
  }
  return made;
}

/** When it is to be done, at its rate and after its set-up; nothing where the work names no rate. */
function endsAt(start: Temporal.Instant, pieces: number, at: NonNullable<Master['on']>[number] | undefined): { plannedEnd?: string } {
  const found = /^(\d+(?:\.\d+)?) 1\/(s|min|h)$/.exec(at?.rate ?? '');
  if (!found || !(pieces > 0)) return {};
  const runS = (pieces / Number(found[1])) * { s: 1, min: 60, h: 3600 }[found[2] as 's' | 'min' | 'h'];
  return { plannedEnd: start.add({ seconds: Math.ceil(runS + (at?.setup === undefined ? 0 : seconds(at.setup))) }).toString() };
}
