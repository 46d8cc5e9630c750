export { session, type Session } from './session/session.ts';
export { credential, type Credential } from './credential/credential.ts';
export { credentialOf } from './credential/id-of.ts';
export { token, type Token } from './token/token.ts';
export { delegation, type Delegation } from './delegation/delegation.ts';
export { thoseWhoAre } from './model/those-who-are.ts';
export { holdersOf } from './model/holders-of.ts';
export { station, type Station } from './station/station.ts';
export { invitation, type Invitation } from './invitation/invitation.ts';
