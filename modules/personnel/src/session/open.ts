import { command, fresh, id, instant, known } from '@millrace/kernel';
import * as z from 'zod';
import { credential, isLockedAt } from '../credential/credential.ts';
import { station } from '../station/station.ts';
import { session } from './session.ts';

/** A person has shown who they are: the door checked the secret, this keeps the session. What was checked must still stand: between the two somebody may have replaced the secret, locked the account or withdrawn the station. */
export const open = command({
  address: 'personnel.session.open',
  summary: 'Sign in',
  caller: 'system',
  input: z.object({
    session: id('personnel.session'),
    person: z.string(),
    station: z.string(),
    stationId: id('personnel.station').optional(),
    tokenHash: z.string(),
    component: z.string(),
    lastsS: z.number().int().positive(),
    idleAfterS: z.number().int().positive(),
    credential: id('personnel.credential'),
    /** When the secret was set that was checked. */
    setAt: instant(),
  }),
  refusals: { 'changed-meanwhile': 'The account or the station was changed while you signed in. Sign in again.' },
  load: (input) => ({
    session: fresh(session, input.session),
    credential: known(credential, [input.credential]),
    station: known(station, input.stationId === undefined ? [] : [input.stationId]),
  }),
  decide({ credential: [held], station: [at] }, { session: subject, lastsS, credential: _, setAt, ...facts }, act, { refuse }) {
    const isSame = held !== undefined && Temporal.Instant.compare(held.setAt, setAt) === 0 && !isLockedAt(held, act.at);
    if (!isSame || at?.state === 'withdrawn') throw refuse('changed-meanwhile');
    return { type: 'personnel.session.opened', subject, ...facts, at: act.at, endsAt: act.at.add({ seconds: lastsS }) };
  },
});
