import { type Sample, samples } from '@millrace/connector-kit';
import { samplesOf } from './metric-sample.ts';
import type { Output } from './outputs.ts';
import type { Payload } from './payload.ts';
import type { Speaker } from './state.ts';

/** Values of a speaker that is online; and, where a metric was never announced, why a rebirth is needed. */
export function told(speaker: Speaker, payload: Payload, receivedAt: Temporal.Instant, isGapped: boolean): { speaker: Speaker; outputs: Output[]; needsRebirth?: string } {
  const heard: Sample[] = [];
  const last = speaker.last.slice();
  let needsRebirth: string | undefined;

  for (const metric of payload.metrics) {
    const index = metric.name === undefined ? (metric.alias === undefined ? undefined : speaker.byAlias.get(metric.alias)) : speaker.byName.get(metric.name);
    const born = index === undefined ? undefined : speaker.metrics[index];
    if (index === undefined || !born) {
      needsRebirth ??= `${speaker.source} told a value of ${metric.name ?? `alias ${metric.alias ?? '(none)'}`}, which its birth did not announce`;
      continue;
    }
    if (metric.datatype !== undefined && metric.datatype !== born.datatype && metric.datatype !== 0) {
      needsRebirth ??= `${speaker.source} told ${born.name} as datatype ${metric.datatype}; its birth announced ${born.datatype}`;
      continue;
    }
    const list = samplesOf(metric, born, { source: speaker.source, receivedAt, payloadMs: payload.timestamp, isGapped });
    heard.push(...list);
    if (!metric.isHistorical) last[index] = merged(last[index] ?? [], list);
  }
  return { speaker: { ...speaker, last }, outputs: samples(heard), ...(needsRebirth !== undefined && { needsRebirth }) };
}

/** A template may tell only some of its members; the others keep their last value. */
function merged(before: readonly Sample[], list: readonly Sample[]): readonly Sample[] {
  if (before.length <= 1 && list.length === 1 && (before[0]?.name ?? list[0]?.name) === list[0]?.name) return list;
  const byName = new Map([...before, ...list].map((one) => [one.name, one]));
  return [...byName.values()];
}
