import { canonical, command, instant, known } from '@millrace/kernel';
import * as z from 'zod';
import { reckonedShape, value, valueOf, type Value } from './value.ts';

/** Keeps what was reckoned. Where nothing changed, nothing happens; where a final value changes, it is restated and the old one stays. */
export const reckon = command({
  address: 'indicator.value.reckon',
  summary: 'Keep a reckoned indicator value',
  is: 'report',
  caller: 'system',
  input: z.object({
    indicator: z.string(),
    place: z.string(),
    startsAt: instant(),
    endsAt: instant(),
    shift: z.string().optional(),
    productionDay: z.string(),
    profile: z.string().optional(),
    isFinal: z.boolean(),
    reckoned: reckonedShape,
  }),
  place: (input) => input.place,
  load: (input) => known(value, [valueOf(input.indicator, input.place, input.startsAt)]),
  decide([before], input, act) {
    const subject = valueOf(input.indicator, input.place, input.startsAt);
    const { isFinal, ...said } = input;
    const event = { subject, ...said, at: act.at };
    if (before && isKeptAs(before, input)) return [];
    if (!before || before.state === 'provisional') return [{ type: 'indicator.value.reckoned' as const, ...event, isFinal }];
    return [{ type: 'indicator.value.restated' as const, ...event }];
  },
});

/** Whether a value stands as it was reckoned now: then there is nothing to keep, and whoever reckons need not ask for it. */
export const isKeptAs = (before: Value, now: { readonly isFinal: boolean; readonly reckoned: z.output<typeof reckonedShape> }): boolean =>
  !(before.state === 'provisional' && now.isFinal) && sameNumbers(before, now.reckoned);

function sameNumbers(before: z.output<typeof reckonedShape>, now: z.output<typeof reckonedShape>): boolean {
  return (
    before.numerator === now.numerator &&
    before.denominator === now.denominator &&
    before.value === now.value &&
    canonical(before.flags) === canonical(now.flags) &&
    canonical(before.basis) === canonical(now.basis)
  );
}
