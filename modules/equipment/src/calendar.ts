import { workCalendar, type CalendarDefinition, type Roster, type ShiftDefinition, type WorkCalendar } from '@millrace/calendar';
import type { Model } from '@millrace/model';
import type { EquipmentTree } from './tree.ts';

interface CalendarFields {
  readonly at: string;
  readonly pattern: string;
  readonly productionDay?: { readonly start: string; readonly namedBy?: 'start' | 'end' };
  readonly holidays?: readonly { readonly date: string; readonly name: string; readonly closes?: 'production-day' | 'calendar-day' }[];
  readonly closed?: readonly { readonly from: string; readonly to: string; readonly reason: string }[];
}
interface PatternFields {
  readonly shifts: readonly ShiftDefinition[];
  readonly rosters: readonly { readonly crew?: string; readonly anchor: string; readonly cycle: readonly string[] }[];
}

/** The work calendar of a part of the plant: its own, or that of the nearest part it lies in (ISA-95 work calendar). */
export function calendarsOf(model: Model, tree: EquipmentTree): (place: string | undefined) => WorkCalendar | undefined {
  const timeZone = String(model.objects.find((object) => object.kind === 'equipment.site')?.fields.timeZone ?? 'UTC');
  const patterns = new Map(model.objects.filter((object) => object.kind === 'equipment.shift-pattern').map((object) => [object.id, object.fields as unknown as PatternFields]));
  const site = model.objects.find((object) => object.kind === 'equipment.site')?.id;
  const calendars = new Map<string, WorkCalendar>();
  for (const object of model.objects) {
    if (object.kind !== 'equipment.calendar') continue;
    const fields = object.fields as unknown as CalendarFields;
    const pattern = patterns.get(fields.pattern);
    if (!pattern) continue;
    calendars.set(fields.at, workCalendar(definitionOf(object.id, timeZone, fields, pattern)));
  }
  return (place) => {
    for (const here of tree.chain(place ?? site)) {
      const found = calendars.get(here);
      if (found) return found;
    }
    return undefined;
  };
}

function definitionOf(id: string, timeZone: string, fields: CalendarFields, pattern: PatternFields): CalendarDefinition {
  const rosters: Roster[] = pattern.rosters.map((roster) => ({
    ...(roster.crew !== undefined && { crew: roster.crew }),
    anchor: roster.anchor,
    cycle: roster.cycle.map((shift) => (shift === 'off' ? null : shift)),
  }));
  return {
    id,
    timeZone,
    shifts: pattern.shifts,
    rosters,
    ...(fields.productionDay && { productionDay: fields.productionDay }),
    ...(fields.holidays && { holidays: fields.holidays }),
    ...(fields.closed && { exceptions: fields.closed.map((one) => ({ kind: 'closed' as const, ...one })) }),
  };
}
