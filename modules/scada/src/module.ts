import { join } from 'node:path';
import type { Room } from '@millrace/store';
import { explain, insertLate, interval, lose, report, setJob, unit } from './index.ts';
import { strip, units } from './interval/store.ts';
import { onUnitReportedLate } from './reactions/on-unit-reported-late.ts';

/** What the room brings to the house. */
export const scada: Room = {
  name: 'scada',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [unit, interval],
  commands: [report, lose, setJob, explain, insertLate],
  queries: [strip, units],
  reactions: [onUnitReportedLate],
};
