import { join } from 'node:path';
import { affectedActions } from './action/affected.ts';
import { affectedEscalations } from './escalation/affected.ts';
import type { Room } from '@millrace/store';
import { actions } from './action/store.ts';
import { explainBoard } from './board/explain.ts';
import { listBoards, showBoard } from './board/show.ts';
import { effects } from './effect/store.ts';
import { exportCauses } from './escalation/export.ts';
import { escalations } from './escalation/store.ts';
import * as door from './index.ts';
import { climbTimers } from './reactions/climb-timers.ts';
import { onActionSettled, overdueTimer } from './reactions/on-action.ts';
import { onBlockAccepted, onBlockAnswered, onBlocked, onEscalationOfBlockAccepted, onUnblocked } from './reactions/on-block.ts';
import { onCheckOverdue, onCheckSettled } from './reactions/on-check.ts';
import { onCallAnswered, onCallRaised, onEscalationAnswered } from './reactions/on-call.ts';
import { onDeviationClassified, onDeviationOpened } from './reactions/on-deviation.ts';
import { effectIsDue, onChangeInForce, onEffectMissed } from './reactions/on-effect.ts';
import { onUnitRuns, stopTimer } from './reactions/on-unit-changed.ts';

/** What the room brings to the house. */
export const governance: Room = {
  name: 'governance',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [door.escalation, door.action, door.cell, door.meeting, door.effect],
  commands: [
    door.raise,
    door.climb,
    door.accept,
    door.answer,
    door.close,
    door.endEscalation,
    door.takeEscalation,
    door.openAction,
    door.startAction,
    door.completeAction,
    door.verifyAction,
    door.sendActionBack,
    door.askExtension,
    door.decideExtension,
    door.reassignAction,
    door.cancelAction,
    door.explainCell,
    door.startMeeting,
    door.noteInMeeting,
    door.endMeeting,
    door.expectEffect,
    door.judgeEffect,
  ],
  queries: [escalations, exportCauses, affectedEscalations, actions, affectedActions, showBoard, explainBoard, listBoards, effects],
  reactions: [
    onUnitRuns,
    onCallRaised,
    onCallAnswered,
    onEscalationAnswered,
    onBlocked,
    onBlockAccepted,
    onBlockAnswered,
    onEscalationOfBlockAccepted,
    onUnblocked,
    onCheckOverdue,
    ...onCheckSettled,
    onDeviationOpened,
    onDeviationClassified,
    ...onActionSettled,
    onChangeInForce,
    ...onEffectMissed,
  ],
  timers: [stopTimer, overdueTimer, effectIsDue, ...climbTimers],
};
