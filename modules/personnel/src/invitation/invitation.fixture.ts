import { newId } from '@millrace/kernel';
import { objectId, type StoredObject } from '@millrace/model';
import { actOf, done } from '@millrace/testkit/pure';
import { invitation, type Invitation } from './invitation.ts';
import { issue } from './issue.ts';

export const invitationId = newId<'personnel.invitation'>();
export const wish = { invitation: invitationId, person: 'ben', codeHash: 'c'.repeat(64), hours: 72 };
export const ben: StoredObject = { id: objectId('personnel.person', 'ben'), state: 'current', kind: 'personnel.person', name: 'ben', fields: {}, since: 'r1' };
export const open = done<Invitation>(invitation, undefined, issue, wish, actOf(), { before: [], person: [ben] }).state;
