import type { House } from './house.ts';

/** A step whose value was out of limits once too often, and who is at it. */
export interface Blocked {
  readonly order: string;
  readonly step: string;
  readonly place: string;
  readonly by: string;
  readonly second?: string | undefined;
}

/** Does a command in the demo's past as a person, signed where a place is named and the plant asks for it there. */
type DoAs = (person: string, address: string, input: Record<string, unknown>, place?: string) => Promise<unknown>;

interface Raised {
  readonly due: Temporal.Instant;
  readonly next: 'classify' | 'approve' | 'close';
  readonly deviation: string;
  readonly blocked: Blocked;
}
interface Made {
  readonly due: Temporal.Instant;
  readonly order: string;
}

/** The quality department of the demo's past: it answers deviations, and releases what nothing speaks against. */
export class DemoQuality {
  readonly #house: House;
  readonly #do: DoAs;
  readonly #raised: Raised[] = [];
  readonly #made: Made[] = [];

  constructor(house: House, doAs: DoAs) {
    this.#house = house;
    this.#do = doAs;
  }

  raised(deviation: string, blocked: Blocked, at: Temporal.Instant): void {
    this.#raised.push({ due: at.add({ minutes: 25 }), next: 'classify', deviation, blocked });
  }

  /** The lot of an order is released after six hours: the results of the laboratory are in, and the batch record was reviewed. */
  completed(order: string, at: Temporal.Instant): void {
    this.#made.push({ due: at.add({ hours: 6 }), order });
  }

  dues(): Temporal.Instant[] {
    return [...this.#raised, ...this.#made].map((one) => one.due);
  }

  /** Does what is due. Answers the steps that may go on from now. */
  async settle(now: Temporal.Instant): Promise<readonly Blocked[]> {
    const allowed: Blocked[] = [];
    for (const one of taken(this.#raised, now)) if (await this.#answer(one, now)) allowed.push(one.blocked);
    for (const one of taken(this.#made, now)) await this.#release(one, now);
    return allowed;
  }

  /** Classified after 25 minutes, approved after an hour, closed within two days. The last ones stay open, as they would. Answers whether the step may go on. */
  async #answer({ next, ...one }: Raised, now: Temporal.Instant): Promise<boolean> {
    const { deviation } = one;
    if (next === 'classify') {
      await this.#do('quality-1', 'qms.deviation.classify', { deviation, severity: 'minor', assessment: 'Within the registered range; no effect on the patient is known.' });
      this.#raised.push({ ...one, next: 'approve', due: now.add({ minutes: 35 }) });
    } else if (next === 'approve') {
      await this.#do('qa-1', 'qms.deviation.approve', { deviation, justification: 'The lot is inspected in full before release.', mayContinue: true }, 'packaging');
      this.#raised.push({ ...one, next: 'close', due: now.add({ hours: 44 }) });
      await this.#house.engine.settle();
      return true;
    } else await this.#do('qa-1', 'qms.deviation.close', { deviation, conclusion: 'Inspected; no further defect was found. The dosing plate was changed.' }, 'packaging');
    return false;
  }

  /** What a deviation still holds is looked at again the day after. */
  async #release(one: Made, now: Temporal.Instant): Promise<void> {
    const { rows } = await this.#house.database.pool.query<{ id: string; place: string; state: string }>(
      `select l.id, l.place, l.state from mes.execution e join material.lot l on l.site = e.site and l.id::text = e.lot where e.site = $1 and e.job_order = $2`,
      [this.#house.site, one.order],
    );
    for (const { id, place, state } of rows)
      if (state === 'on-hold') this.#made.push({ ...one, due: now.add({ hours: 24 }) });
      else if (state === 'quarantined') await this.#do('qa-1', 'material.lot.release', { lot: id }, place);
  }
}

/** Takes from a list what is due. */
function taken<T extends { readonly due: Temporal.Instant }>(list: T[], now: Temporal.Instant): T[] {
  const due = list.filter((one) => Temporal.Instant.compare(one.due, now) <= 0);
  for (const one of due) list.splice(list.indexOf(one), 1);
  return due;
}
