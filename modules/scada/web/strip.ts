import { useAsk, usePlantModel, type PlantModel, type StateInterval } from '@millrace/ui';
import { useMemo } from 'react';
import { kindOf } from './kind.ts';

/** A row of `scada.interval.list`. */
export interface StripRow {
  readonly id: string;
  readonly state: string;
  readonly mode: string;
  readonly startsAt: string;
  readonly endsAt: string | null;
  readonly jobOrder: string | null;
  readonly reason: string | null;
  /** Who gave it; nobody where the machine did. */
  readonly explainedBy: string | null;
  /** The machine's own word, and the reason of the model that it means. */
  readonly saysWhy: string | null;
  readonly saysReason: string | null;
  readonly source: string;
}

const secondsPer: Record<string, number> = { s: 1, min: 60, h: 3600 };
const standardMinorStopMs = 5 * 60_000;

/** A stop of this unit shorter than this is a minor one, ms (`minorStop` of the unit in the model). */
export function minorStopMs(model: PlantModel, place: string): number {
  const found = /^(\d+(?:\.\d+)?) (s|min|h)$/.exec(String(model.find('equipment.unit', place)?.fields['minorStop'] ?? ''));
  return found ? Number(found[1]) * secondsPer[found[2]!]! * 1000 : standardMinorStopMs;
}

/** Intervals as a strip shows them: named by state, mode, order and reason; a running one ends now. */
export function stripOf(
  rows: readonly StripRow[],
  model: PlantModel,
  place: string,
  nowMs: number,
  breaks: readonly { start: Temporal.Instant; end: Temporal.Instant }[] = [],
): StateInterval[] {
  const minor = minorStopMs(model, place);
  return rows.map((row) => {
    const from = Date.parse(row.startsAt);
    const to = row.endsAt === null ? Math.max(nowMs, from) : Date.parse(row.endsAt);
    const reason = model.find('equipment.reason', row.reason);
    const isBreak = breaks.some((one) => one.start.epochMilliseconds <= from && from < one.end.epochMilliseconds);
    const kind = kindOf(row, model, isBreak);
    const isMinor = kind === 'delay' && row.endsAt !== null && to - from < minor;
    return {
      id: row.id,
      state: isMinor ? 'micro' : kind,
      from: row.startsAt,
      to: new Date(to).toISOString(),
      ...(row.reason !== null && { reason: String(reason?.fields['name'] ?? row.reason) }),
      ...(kind === 'delay' && !isMinor && row.reason === null && { isUnexplained: true }),
    };
  });
}

export interface StripAsked {
  readonly rows: readonly StripRow[];
  readonly intervals: readonly StateInterval[];
  readonly error: unknown;
  readonly asOf: string | undefined;
}

/** The state strip of a unit over a stretch of time, fresh by live events. */
export function useStrip(place: string, from: string, to: string, nowMs: number, breaks: readonly { start: Temporal.Instant; end: Temporal.Instant }[] = []): StripAsked {
  const model = usePlantModel();
  const { data, error } = useAsk<{ rows: readonly StripRow[]; asOf: string }>('scada.interval.list', { place, from, to }, { nouns: ['scada.unit'], keepOld: true });
  const rows = useMemo(() => data?.rows ?? [], [data]);
  const intervals = useMemo(() => stripOf(rows, model, place, nowMs, breaks), [rows, model, place, nowMs, breaks]);
  return { rows, intervals, error, asOf: data?.asOf };
}
