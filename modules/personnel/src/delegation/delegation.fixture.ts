import { newId } from '@millrace/kernel';
import { objectId, type StoredObject } from '@millrace/model';
import { actOf, done } from '@millrace/testkit/pure';
import { delegation, type Delegation } from './delegation.ts';
import { give } from './give.ts';

const name = 'ana / shift-lead / packaging';
export const assignment: StoredObject = {
  id: objectId('personnel.role-assignment', name),
  state: 'current',
  kind: 'personnel.role-assignment',
  name,
  fields: { person: 'ana', role: 'shift-lead', at: 'packaging' },
  since: 'r1',
};
export const delegationId = newId<'personnel.delegation'>();
const noon = Temporal.Instant.from('2026-11-22T12:00:00Z');
export const lent = { delegation: delegationId, fromPerson: 'ana', toPerson: 'ben', role: 'shift-lead', place: 'packaging', startsAt: noon, endsAt: noon.add({ hours: 8 }) };
export const running = done<Delegation>(delegation, undefined, give, lent, actOf({ reason: 'at the doctor' }), { assignments: [assignment] }).state;
