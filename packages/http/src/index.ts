export { door, type DoorParts } from './door.ts';
export type { Gatekeeper, Identified } from './identity.ts';
export { openApi } from './open-api.ts';
export { answerError, problemOf } from './problem.ts';
export type { ContentDoor, Said } from './content.ts';
export type { SecretDoor } from './secrets.ts';
