import { newId } from '@millrace/kernel';
import { done } from '@millrace/testkit/pure';
import { lose } from './lose.ts';
import { report } from './report.ts';
import { unit, type UnitState } from './unit.ts';

export const place = 'packaging-2';
/** A moment of the morning, minutes after six. */
export const at = (minute: number) => Temporal.Instant.from('2026-11-22T06:00:00Z').add({ minutes: minute });
export const says = (state: string, minute: number, more: object = {}) => ({ place, interval: newId(), state, mode: 'produce', at: at(minute), ...more });
export const around = (before?: UnitState) => ({ unit: before ? [before] : [], ended: [] });

/** Runs since six; lost at ten past. */
export const heard = done<UnitState>(unit, undefined, report, says('execute', 0), undefined, around()).state;
export const stale = done(unit, heard, lose, { place, interval: newId(), at: at(10) }, undefined, around(heard)).state;
