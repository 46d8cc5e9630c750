import { command, dayAt, id, one, some } from '@millrace/kernel';
import * as z from 'zod';
import { allEnded, session } from '../session/session.ts';
import { station } from './station.ts';

/** The device is moved, lost or replaced: it is no station from now on, no badge opens it, and who is signed in there is out. */
export const withdraw = command({
  address: 'personnel.station.withdraw',
  summary: 'Withdraw a station',
  needsReason: true,
  input: z.object({ station: id('personnel.station') }),
  refusals: { 'withdrawn-already': 'This station was withdrawn on {date}.' },
  load: (input) => ({ station: one(station, input.station), sessions: some(session, { stationId: input.station, state: 'open' }) }),
  decide({ station: state, sessions }, _input, act, { refuse }) {
    if (state.state === 'withdrawn') throw refuse('withdrawn-already', { date: dayAt(state.withdrawnAt, act.timeZone).toString() });
    return [{ type: 'personnel.station.withdrawn' as const, subject: state.id, by: act.by, at: act.at }, ...allEnded(sessions, act.at, 'station withdrawn')];
  },
});
