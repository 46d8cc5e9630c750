import { newId, type AnyCommand } from '@millrace/kernel';
import type { StoredObject } from '@millrace/model';
import { actOf, done } from '@millrace/testkit/pure';
import { accept } from './accept.ts';
import { answer } from './answer.ts';
import { escalation, type Escalation } from './escalation.ts';
import { raise } from './raise.ts';

export const id = newId<'governance.escalation'>();
const object = (kind: string, name: string, fields: Record<string, unknown>) => ({ id: name, state: 'current', kind, name, fields, since: '-' }) as unknown as StoredObject;
export const objects = [
  object('equipment.unit', 'U1', { name: 'Blister 2' }),
  object('personnel.role', 'team-leader', {}),
  object('personnel.role', 'supervisor', { includes: ['team-leader'] }),
  object('personnel.role', 'maintenance', {}),
  object('governance.ladder', 'help', {
    name: 'Help',
    at: 'U1',
    on: 'call',
    clock: 'elapsed',
    steps: [
      { after: '0 min', role: 'team-leader', accept: '2 min', answer: '10 min' },
      { after: '5 min', role: 'maintenance', accept: '5 min', answer: '15 min' },
    ],
  }),
];
const cause = { escalation: id, place: 'U1', on: 'call', causeNoun: 'mes.call', cause: 'call-1', since: Temporal.Instant.from('2026-11-22T09:58:00Z') };

/** Somebody called for help; what runs at the place already, and in which mode, a test says. */
export const raising = (more: object = {}, around: object = {}, mode: 'enforce' | 'shadow' = 'enforce', before?: Escalation) =>
  done<Escalation>(escalation, before, raise, { ...cause, ...more }, actOf({ by: 'rule' }), { same: [], here: [], unit: [], objects, ...around }, () => mode);
export const raised = raising().state;

/** Does a verb on an escalation as somebody in a role. */
export const does = (state: Escalation, command: AnyCommand, input: object = {}, by = 'tina', role = 'team-leader', around: unknown = state) =>
  done<Escalation>(escalation, state, command, { escalation: id, ...input }, actOf({ by, roles: [role], at: '2026-11-22T10:05:00Z' }), around);
export const accepted = does(raised, accept).state;
export const answered = does(accepted, answer, { did: 'Nozzle cleaned' }).state;
