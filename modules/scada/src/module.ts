import { join } from 'node:path';
import type { Room } from '@millrace/store';
import {
  connection,
  correctCount,
  correctUnheardCount,
  count,
  counter,
  explain,
  insertLate,
  interval,
  lose,
  readCounter,
  report,
  reportCount,
  setJob,
  unheardCount,
  unit,
  watch,
} from './index.ts';
import { connections } from './connection/store.ts';
import { counts, strip, units } from './interval/store.ts';
import { onCounterRefined } from './reactions/on-counter-refined.ts';
import { onCounterRefinedUnheard } from './reactions/on-counter-refined-unheard.ts';
import { onUnitReportedLate } from './reactions/on-unit-reported-late.ts';

/** What the room brings to the house. */
export const scada: Room = {
  name: 'scada',
  schema: join(import.meta.dirname, '../schema'),
  nouns: [unit, interval, count, unheardCount, counter, connection],
  commands: [report, lose, setJob, explain, insertLate, reportCount, readCounter, correctCount, correctUnheardCount, watch],
  queries: [strip, units, counts, connections],
  reactions: [onUnitReportedLate, onCounterRefined, onCounterRefinedUnheard],
};
