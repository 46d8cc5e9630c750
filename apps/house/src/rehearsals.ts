import { laddersRehearsal } from '@millrace/governance';
import { registry } from '@millrace/kernel';
import { readingsRehearsal } from '@millrace/mes';
import type { AnyRehearsal } from '@millrace/model';
import { record } from '@millrace/record/module';
import { actsRehearsal } from './acts-rehearsal.ts';
import { rooms } from './rooms.ts';

const { commands } = registry([record, ...rooms].map((room) => ({ commands: room.commands ?? [] })));

/** The rules of this house that can be rehearsed on the past, in the order of its rooms. */
export const rehearsals: readonly AnyRehearsal[] = [actsRehearsal(commands), readingsRehearsal, laddersRehearsal];
