import { type Presence, type Sample, samples, staleRepeat } from '@millrace/connector-kit';
import { datatype } from './datatype.ts';
import { samplesOf, signalsOf } from './metric-sample.ts';
import { type Output, remark } from './outputs.ts';
import type { Metric, Payload } from './payload.ts';
import type { BornMetric, Speaker } from './state.ts';
import { instantOf } from './value.ts';

/** Metrics about the session, not the plant. */
const isProtocols = (name: string) => name === 'bdSeq' || name.startsWith('Node Control/') || name.startsWith('Device Control/');

/** A speaker as its birth certificate tells it, and what the plant is told: that it is there, and its first values. */
export function born(
  source: string,
  payload: Payload,
  before: Speaker | undefined,
  receivedAt: Temporal.Instant,
  templates: ReadonlyMap<string, ReadonlyMap<string, number>>,
): { speaker: Speaker; outputs: Output[] } {
  const outputs: Output[] = [];
  const metrics: BornMetric[] = [];
  const byName = new Map<string, number>();
  const byAlias = new Map<bigint, number>();
  const twice = new Set<bigint>();
  const last: Sample[][] = [];
  const bornAt = instantOf(payload.timestamp ?? BigInt(receivedAt.epochMilliseconds)) ?? receivedAt;

  for (const metric of payload.metrics) {
    const { name, alias } = metric;
    if (name === undefined || isDefinition(metric)) continue;
    const one = bornMetric(name, metric, templates);
    const index = metrics.push(one) - 1;
    byName.set(name, index);
    if (alias !== undefined) {
      if (byAlias.has(alias)) twice.add(alias);
      byAlias.set(alias, index);
    }
    last.push(isProtocols(name) ? [] : samplesOf(metric, one, { source, receivedAt, payloadMs: payload.timestamp, isGapped: false }).map((sample) => heldUntil(sample, bornAt)));
  }
  for (const alias of twice) {
    // an alias that means two things means none: its DATA is not read, and a rebirth is asked for when it comes
    byAlias.delete(alias);
    outputs.push(remark('warn', `${source} gives the alias ${alias} to more than one metric; its values cannot be told apart by alias.`, { source }));
  }

  const named = metrics.filter((one) => !isProtocols(one.name));
  const presence: Presence = {
    kind: 'presence',
    source,
    is: 'online',
    at: bornAt,
    receivedAt,
    why: 'It published its birth certificate.',
    signals: named.flatMap(signalsOf),
  };
  const gone = before?.isOnline ? before.last.flatMap((list, index) => (byName.has(before.metrics[index]?.name ?? '') ? [] : list)) : [];
  return {
    speaker: { source, isOnline: true, metrics, byName, byAlias, last },
    outputs: [...outputs, presence, ...samples([...gone.map((one) => staleRepeat(one, receivedAt)), ...last.flat()])],
  };
}

/** A birth tells what is true at its own moment, however long ago the metric last changed (Sparkplug 3.0.0, tck-id-payloads-nbirth and -dbirth: all metrics, with their current values). */
const heldUntil = (sample: Sample, bornAt: Temporal.Instant): Sample =>
  Temporal.Instant.compare(sample.sourceTime, bornAt) < 0 && !sample.historical ? { ...sample, heldAt: bornAt } : sample;

/** A speaker that has died or cannot be heard: every value it told last is told again as stale. */
export function silenced(speaker: Speaker, is: 'offline' | 'stale', why: string, at: Temporal.Instant, receivedAt: Temporal.Instant): { speaker: Speaker; outputs: Output[] } {
  if (!speaker.isOnline) return { speaker, outputs: [] };
  const presence: Presence = { kind: 'presence', source: speaker.source, is, at, receivedAt, why };
  return { speaker: { ...speaker, isOnline: false }, outputs: [presence, ...samples(speaker.last.flat().map((one) => staleRepeat(one, at, receivedAt)))] };
}

/** Datatypes of the members of each template definition in an NBIRTH. */
export function templatesIn(payload: Payload): Map<string, ReadonlyMap<string, number>> {
  return new Map(
    payload.metrics.flatMap((metric) =>
      metric.name !== undefined && metric.raw?.is === 'template' && isDefinition(metric) ? [[metric.name, membersOf(metric.raw.template.metrics)] as const] : [],
    ),
  );
}

function bornMetric(name: string, metric: Metric, templates: ReadonlyMap<string, ReadonlyMap<string, number>>): BornMetric {
  const unit = metric.properties?.get('engUnit')?.raw;
  const template = metric.raw?.is === 'template' ? metric.raw.template : undefined;
  return {
    name,
    datatype: metric.datatype ?? datatype.Unknown,
    ...(unit?.is === 'string' && { unit: unit.string }),
    ...(template && { members: new Map([...(templates.get(template.templateRef ?? '') ?? []), ...membersOf(template.metrics)]) }),
  };
}

function membersOf(metrics: readonly Metric[]): Map<string, number> {
  return new Map(metrics.flatMap((one) => (one.name !== undefined && one.datatype !== undefined ? [[one.name, one.datatype] as const] : [])));
}

function isDefinition(metric: Metric): boolean {
  return metric.raw?.is === 'template' && metric.raw.template.isDefinition;
}
