import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { badge } from './badge/badge.ts';
import { give as giveBadge } from './badge/give.ts';
import { withdraw as withdrawBadge } from './badge/withdraw.ts';
import { credential } from './credential/credential.ts';
import { set } from './credential/set.ts';
import { accounts } from './credential/store.ts';
import { tried } from './credential/try.ts';
import { lock } from './credential/lock.ts';
import { unlock } from './credential/unlock.ts';
import { delegation } from './delegation/delegation.ts';
import { endDelegation } from './delegation/end.ts';
import { give } from './delegation/give.ts';
import { delegations } from './delegation/store.ts';
import { accept } from './invitation/accept.ts';
import { invitation } from './invitation/invitation.ts';
import { issue as invite } from './invitation/issue.ts';
import { affectedPeople } from './person/affected.ts';
import { endWhenOver } from './reactions/on-delegation-given.ts';
import { change } from './password/change.ts';
import { end } from './session/end.ts';
import { endAll } from './session/end-all.ts';
import { open } from './session/open.ts';
import { session } from './session/session.ts';
import { enrol } from './station/enrol.ts';
import { station } from './station/station.ts';
import { tried as badgeTried } from './station/try.ts';
import { withdraw } from './station/withdraw.ts';
import { issue } from './token/issue.ts';
import { revoke } from './token/revoke.ts';
import { tokens } from './token/store.ts';
import { token } from './token/token.ts';

/** What the room brings to the house. */
export const personnel: Room = {
  name: 'personnel',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [session, credential, token, delegation, station, invitation, badge],
  commands: [open, end, endAll, set, tried, lock, unlock, issue, revoke, give, endDelegation, enrol, withdraw, badgeTried, invite, accept, giveBadge, withdrawBadge, change],
  queries: [affectedPeople, delegations, accounts, tokens],
  timers: [endWhenOver],
};
export { hashOf, newSecret } from './gate/bearer.ts';
export { gatekeeper, type Gate } from './gate/gate.ts';
export type { AccessPolicy } from './gate/ground.ts';
export type { At } from './gate/sign-in.ts';
export type { Known } from './gate/standing.ts';
export { invitations, type Invitations } from './invitations.ts';
export { findableHash, hashSecret, isSecret } from './credential/secret.ts';
