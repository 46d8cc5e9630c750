import { command, id, instant, known, makes } from '@millrace/kernel';
import * as z from 'zod';
import { interval } from '../interval/interval.ts';
import { isStanding, packMlState, unitMode } from '../state.ts';
import { endOf } from './end-of.ts';
import { unitOf } from './id-of.ts';
import { unit } from './unit.ts';

/** A machine says its state. In order it ends the stretch before; late it is kept and inserted where it belongs. */
export const report = command({
  address: 'scada.unit.report',
  summary: 'Keep what a machine says of its state',
  is: 'report',
  caller: 'system',
  input: z.object({
    place: z.string().min(1),
    /** Identity for the stretch that begins; the sender makes it. */
    interval: id('scada.interval'),
    state: packMlState,
    mode: unitMode.default('produce'),
    at: instant(),
    /** Until when the machine says the state has held: at its birth it repeats one that may have begun long ago. */
    heldAt: instant().optional(),
    reason: z.string().optional(),
    skewMs: z.number().optional(),
    callAfterS: z.number().positive().optional(),
    ladder: z.string().optional(),
  }),
  place: (input) => input.place,
  load: (input) => ({ unit: known(unit, [unitOf(input.place)]), ended: makes(interval) }),
  decide({ unit: [before] }, told, _act) {
    // a state that began before the machine was lost, and holds again now that it is heard: what lay between is not known
    const began = before && told.heldAt && Temporal.Instant.compare(told.at, before.heardAt) < 0 ? told.heldAt : told.at;
    const input = { ...told, at: began };
    const subject = unitOf(input.place);
    const stands = isStanding(input.state) && input.callAfterS !== undefined;
    // a machine that changes between states of standing still stands: its clock goes on
    const standsSince = stands && before?.now.standsSince !== undefined ? before.now.standsSince : input.at;
    const begin = (since: Temporal.Instant) => ({
      type: 'scada.unit.changed' as const,
      subject,
      place: input.place,
      stretch: {
        interval: input.interval,
        state: input.state,
        mode: input.mode,
        since,
        ...(input.reason !== undefined && { reason: input.reason }),
        ...(before?.now.jobOrder !== undefined && { jobOrder: before.now.jobOrder }),
        ...(stands && { standsSince, callAfterS: input.callAfterS, ...(input.ladder !== undefined && { ladder: input.ladder }) }),
      },
    });
    if (!before) return [begin(input.at)];
    if (Temporal.Instant.compare(input.at, before.heardAt) < 0)
      return [
        {
          type: 'scada.unit.reported-late' as const,
          subject,
          place: input.place,
          state: input.state,
          mode: input.mode,
          at: input.at,
          ...(input.skewMs !== undefined && { skewMs: input.skewMs }),
        },
      ];
    const isSame =
      before.state === 'heard' && before.now.state === input.state && before.now.mode === input.mode && (input.reason === undefined || input.reason === before.now.reason);
    if (isSame) return [];
    return [...endOf(before, input.at), begin(input.at)];
  },
});
