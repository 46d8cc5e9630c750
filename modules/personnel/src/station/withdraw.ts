import { command, dayAt, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { station } from './station.ts';

/** The device is moved, lost or replaced: it is no station from now on, and no badge opens it. */
export const withdraw = command({
  address: 'personnel.station.withdraw',
  summary: 'Withdraw a station',
  needsReason: true,
  input: z.object({ station: id('personnel.station') }),
  refusals: { 'withdrawn-already': 'This station was withdrawn on {date}.' },
  load: (input) => one(station, input.station),
  decide(state, _input, act, { refuse }) {
    if (state.state === 'withdrawn') throw refuse('withdrawn-already', { date: dayAt(state.withdrawnAt, act.timeZone).toString() });
    return { type: 'personnel.station.withdrawn', subject: state.id, by: act.by, at: act.at };
  },
});
