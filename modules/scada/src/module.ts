import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { count, explain, insertLate, interval, lose, report, reportCount, setJob, unit } from './index.ts';
import { counts, strip, units } from './interval/store.ts';
import { onUnitReportedLate } from './reactions/on-unit-reported-late.ts';

/** What the room brings to the house. */
export const scada: Room = {
  name: 'scada',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [unit, interval, count],
  commands: [report, lose, setJob, explain, insertLate, reportCount],
  queries: [strip, units, counts],
  reactions: [onUnitReportedLate],
};
