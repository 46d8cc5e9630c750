import { actOf, done } from '@millrace/testkit/pure';
import { credential, type Credential } from './credential.ts';
import { credentialOf } from './id-of.ts';
import { set } from './set.ts';
import { tried } from './try.ts';

export const credentialId = credentialOf('ben');
export const given = { credential: credentialId, person: 'ben', passwordHash: 'hash of a password', mustChange: false };
export const wrong = { credential: credentialId, isRight: false, lockAfter: 3, lockForS: 900 };
export const right = { ...wrong, isRight: true };

export const usable = done<Credential>(credential, undefined, set, given, actOf(), { before: [], sessions: [] }).state;
/** Three wrong tries at ten: locked until a quarter past. */
export const locked = [1, 2, 3].reduce((state) => done(credential, state, tried, wrong).state, usable);
