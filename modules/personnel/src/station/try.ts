import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { station } from './station.ts';

/** A badge was held to the reader. Too many in a row that nobody knows lock the reader for a while, and are seen (21 CFR 11.300(d)). */
export const tried = command({
  address: 'personnel.station.try',
  summary: 'Keep whether a badge was known',
  caller: 'system',
  input: z.object({ station: id('personnel.station'), isKnown: z.boolean(), lockAfter: z.number().int().positive(), lockForS: z.number().int().positive() }),
  load: (input) => one(station, input.station),
  decide(state, input, act) {
    const subject = state.id;
    // a known badge says nothing where nothing was wrong before
    if (input.isKnown) return state.wrongTries === 0 && state.lockedUntil === undefined ? [] : [{ type: 'personnel.station.succeeded' as const, subject }];
    const failed = { type: 'personnel.station.failed' as const, subject, at: act.at };
    if (state.wrongTries + 1 < input.lockAfter) return [failed];
    return [failed, { type: 'personnel.station.locked' as const, subject, until: act.at.add({ seconds: input.lockForS }) }];
  },
});
