import type { StoredObject } from '@millrace/model';
import { newId, type AnyCommand } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { action, type Action } from './action.ts';
import { complete } from './complete.ts';
import { open } from './open.ts';

export const id = newId<'governance.action'>();
export const object = (kind: string, name: string, fields: Record<string, unknown> = { name }, state = 'current') =>
  ({ id: name, state, kind, name, fields, since: '-' }) as unknown as StoredObject;
export const ben = object('personnel.person', 'ben');
export const board = object('governance.board', 'b', { at: 'L2', letters: [{ letter: 'D' }], moderator: 'team-leader' });

/** What Ana opens for Ben in a meeting on 22 November, due a day later. */
export const wanted = { action: id, title: 'Order star wheel', owner: 'ben', due: Temporal.Instant.from('2026-11-23T10:00:00Z'), place: 'L2', board: 'b', letter: 'D' };
export const openWith = (more: object = {}, around: object = { owner: [ben], board: [board] }) =>
  done<Action>(action, undefined, open, { ...wanted, ...more }, actOf(), around).state;

/** Does a verb on an action as somebody, half an hour later. */
export const does = (state: Action, command: AnyCommand, input: object = {}, by = 'ben', around: unknown = state) =>
  done<Action>(action, state, command, { action: id, ...input }, actOf({ by, at: '2026-11-22T10:30:00Z' }), around).state;
export const opened = openWith();
export const finished = does(opened, complete, { result: 'Ordered and fitted' });
