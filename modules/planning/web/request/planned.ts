import { dayClock, figure, unitInWords, type Names } from '@millrace/ui';

interface Work {
  readonly workMaster: string;
  readonly place: string;
  readonly lotNumber?: string;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly plannedStart: string;
}

/** The part of a `planned` event that says what became of its orders. */
export interface PlannedData {
  readonly orders?: readonly { readonly jobOrder: string; readonly work: Work }[];
  readonly changes?: readonly { readonly jobOrder: string; readonly wish?: Work }[];
}

export const amount = ({ value, unit }: Work['quantity']): string => figure(Number(value), { unit: unitInWords(unit) });

/** What a message made of the orders, one piece for each: new, no longer wanted, or from what to what. */
export function plannedSaid(now: PlannedData, before: PlannedData | undefined, names: Names, zone: string): readonly string[] {
  const known = new Map((before?.orders ?? []).map(({ jobOrder, work }) => [jobOrder, work]));
  return (now.changes ?? []).map(({ jobOrder, wish }) => {
    const was = known.get(jobOrder);
    const of = names.work((wish ?? was)?.workMaster);
    if (!wish) return `${of}: no longer wanted`;
    if (!was) return `${of}: ${amount(wish.quantity)}, ${names.place(wish.place)}, ${dayClock(wish.plannedStart, zone)}`;
    const differs = [
      [amount(was.quantity), amount(wish.quantity)],
      [names.place(was.place), names.place(wish.place)],
      [dayClock(was.plannedStart, zone), dayClock(wish.plannedStart, zone)],
      [was.lotNumber ?? 'no lot', wish.lotNumber ?? 'no lot'],
    ].filter(([from, to]) => from !== to);
    return `${of}: ${differs.length === 0 ? 'other details' : differs.map(([from, to]) => `${from} → ${to}`).join(', ')}`;
  });
}
