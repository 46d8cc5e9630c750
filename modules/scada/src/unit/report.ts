import { command, id, instant, known, makes } from '@millrace/kernel';
import * as z from 'zod';
import { interval } from '../interval/interval.ts';
import { isStanding, packMlState, unitMode } from '../state.ts';
import { isEarlier } from '../stop/told-reason.ts';
import { asKept } from '../timeline/as-kept.ts';
import type { Word } from '../timeline/word.ts';
import { hear } from './hear.ts';
import { unitOf } from './id-of.ts';
import { unit } from './unit.ts';

/** A machine says its state, its mode or why it stands. In order it ends the stretch before; late it is kept and inserted where it belongs. */
export const report = command({
  address: 'scada.unit.report',
  summary: 'Keep what a machine says of its state',
  is: 'report',
  caller: 'system',
  input: z
    .object({
      place: z.string().min(1),
      /** Identity for the stretch that begins; the sender makes it. */
      interval: id('scada.interval'),
      state: packMlState.optional(),
      mode: unitMode.optional(),
      at: instant(),
      /** Until when the machine says it has held: at its birth it repeats a state that may have begun long ago. */
      heldAt: instant().optional(),
      /** Reason of the model that the machine's word means. */
      reason: z.string().optional(),
      /** The machine's own word for why it stands. */
      says: z.string().max(200).optional(),
      skewMs: z.number().optional(),
      callAfterS: z.number().positive().optional(),
      ladder: z.string().optional(),
    })
    .refine((one) => one.state !== undefined || one.mode !== undefined || one.reason !== undefined || one.says !== undefined, 'says nothing: give a state, a mode or a reason'),
  place: (input) => input.place,
  load: (input) => ({ unit: known(unit, [unitOf(input.place)]), ended: makes(interval) }),
  decide({ unit: [before] }, said, _act) {
    // what a birth repeats, and the machine was lost or began it before its last word: what lay between is not known
    const isRepeated = before && (before.state === 'stale' || Temporal.Instant.compare(said.at, before.heardAt) < 0);
    const at = asKept(isRepeated && said.heldAt ? said.heldAt : said.at);
    const input = { ...said, at };
    const words: Word[] = [];
    if (input.state !== undefined) words.push({ kind: 'state', value: input.state });
    if (input.mode !== undefined) words.push({ kind: 'mode', value: input.mode });
    const says = input.says ?? input.reason;
    const told = says === undefined ? undefined : { says, ...(input.reason !== undefined && { reason: input.reason }), at: input.at };
    const events = words.length === 0 ? [] : hear(input.place, before, words, input.at, { ...input, told });
    if (!told || !before || events.some((one) => one.type === 'scada.unit.changed')) return events;

    const subject = unitOf(input.place);
    if (Temporal.Instant.compare(input.at, before.now.since) < 0)
      return [...events, { type: 'scada.unit.reported-late' as const, subject, place: input.place, word: { kind: 'reason' as const, value: told }, at: input.at }];
    return isStanding(before.now.state) && isEarlier(told, before.now.told) ? [...events, { type: 'scada.unit.told-reason' as const, subject, told }] : events;
  },
});
