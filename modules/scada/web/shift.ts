import { shiftsBetween, type Shift } from '@millrace/calendar';
import { calendarsOf, equipmentTree } from '@millrace/equipment';
import { usePlantModel, type PlantModel } from '@millrace/ui';
import { useMemo } from 'react';

/** The stretch of time a screen of the floor is about: the shift that runs, else the last eight hours. */
export interface ShiftShown {
  readonly from: string;
  readonly to: string;
  /** `Late shift · crew B`. */
  readonly says: string;
  readonly shift: Shift | undefined;
}

const names: Record<string, string> = { early: 'Early', late: 'Late', night: 'Night', day: 'Day' };
const withoutShiftMs = 8 * 3_600_000;

/** The shift at a place and moment, by the calendar of the model. */
export function shiftAt(model: PlantModel, place: string, nowMs: number): ShiftShown {
  // the tree and the calendars read objects alone
  const plant = { objects: model.objects, byKey: new Map() };
  const calendar = calendarsOf(plant, equipmentTree(plant))(place);
  const now = Temporal.Instant.fromEpochMilliseconds(nowMs);
  const shift = calendar && shiftsBetween(calendar, now, now.add({ seconds: 1 }))[0];
  if (!shift) return { from: new Date(nowMs - withoutShiftMs).toISOString(), to: new Date(nowMs).toISOString(), says: 'No shift', shift: undefined };
  const word = names[shift.shift] ?? shift.shift;
  return { from: shift.start.toString(), to: shift.end.toString(), says: `${word} shift${shift.crew === undefined ? '' : ` · crew ${shift.crew}`}`, shift };
}

/** The shift that runs at a place now. */
export function useShift(place: string, nowMs: number): ShiftShown {
  const model = usePlantModel();
  // a minute is as fine as a shift needs
  const minute = Math.floor(nowMs / 60_000) * 60_000;
  return useMemo(() => shiftAt(model, place, minute), [model, place, minute]);
}
