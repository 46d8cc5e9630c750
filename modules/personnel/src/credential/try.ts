import { command, id, one } from '@millrace/kernel';
import * as z from 'zod';
import { credential, isLockedAt } from './credential.ts';

/** A secret was tried. Too many wrong ones in a row lock it for a while and are seen (21 CFR 11.300(d)). */
export const tried = command({
  address: 'personnel.credential.try',
  summary: 'Keep the outcome of a try',
  caller: 'system',
  input: z.object({ credential: id('personnel.credential'), isRight: z.boolean(), lockAfter: z.number().int().positive(), lockForS: z.number().int().positive() }),
  load: (input) => one(credential, input.credential),
  decide(state, input, act) {
    const subject = state.id;
    const isOver = state.state === 'locked' && !isLockedAt(state, act.at);
    // locked by hand: no try opens it, and none shortens what an administrator decided
    if (state.state === 'locked' && state.lockedUntil === undefined) return { type: 'personnel.credential.failed' as const, subject, at: act.at };
    if (input.isRight) return isOver ? [{ type: 'personnel.credential.unlocked' as const, subject }] : [{ type: 'personnel.credential.succeeded' as const, subject }];
    const failed = { type: 'personnel.credential.failed' as const, subject, at: act.at };
    const wrong = (isOver ? 0 : state.wrongTries) + 1;
    if (wrong < input.lockAfter) return [...(isOver ? [{ type: 'personnel.credential.unlocked' as const, subject }] : []), failed];
    return [failed, { type: 'personnel.credential.locked' as const, subject, until: act.at.add({ seconds: input.lockForS }) }];
  },
});
