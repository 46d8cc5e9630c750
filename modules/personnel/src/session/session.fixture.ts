import { newId } from '@millrace/kernel';
import { done } from '@millrace/testkit/pure';
import { usable } from '../credential/credential.fixture.ts';
import { open } from './open.ts';
import { session, type Session } from './session.ts';

export const sessionId = newId<'personnel.session'>();
export const signedIn = {
  session: sessionId,
  person: 'ana',
  station: 'terminal-1',
  tokenHash: 'hash of a token',
  component: 'password',
  lastsS: 36_000,
  idleAfterS: 600,
  credential: usable.id,
  setAt: usable.setAt,
};
export const opened = done<Session>(session, undefined, open, signedIn, undefined, { credential: [usable], station: [] }).state;
