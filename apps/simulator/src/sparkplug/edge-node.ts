import { encodePayload, type Datatype, type Metric } from './payload.ts';

export interface EdgeMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1;
  readonly retain: false;
}

/** What an edge node may do wrong on request, once each. */
export type Fault = 'metric-before-birth' | 'sequence-gap' | 'clock-a-day-off' | 'clock-right' | 'bdseq-repeated' | 'data-before-birth' | 'unknown-alias';

export interface Value {
  readonly device: string;
  readonly metric: string;
  readonly atMs: number;
  readonly value: number | string | boolean;
}

/**
 * One Sparkplug B edge node: what it publishes when. Knows no network; clock and values are given. Births name every metric,
 * data only its alias; seq counts 0 to 255 over births and data; bdSeq grows with every connection.
 */
export interface EdgeNode {
  /** Before each CONNECT: the will of the session that begins. */
  will(atMs: number): EdgeMessage;
  /** NBIRTH and a DBIRTH per device; also as the answer to a rebirth command, with the same bdSeq. */
  births(atMs: number): EdgeMessage[];
  /** What was measured while nobody could be told: the next births say where it has got to. */
  remember(values: readonly Value[]): void;
  /** Data of values heard; historical ones were kept while the line was down. */
  data(values: readonly Value[], isHistorical: boolean): EdgeMessage[];
  /** Said when stopping: the will is not sent after a proper goodbye. */
  death(atMs: number): EdgeMessage;
  commit(fault: Fault, atMs: number): EdgeMessage[];
  readonly commandTopic: string;
}

const dayMs = 86_400_000;

/** `known`: the last values before the node came to life; its first birth carries them. */
export function createEdgeNode(group: string, edge: string, devices: ReadonlyMap<string, readonly string[]>, known: readonly Value[] = []): EdgeNode {
  const topic = (type: string, device?: string): string => `spBv1.0/${group}/${type}/${edge}${device === undefined ? '' : `/${device}`}`;
  const aliases = new Map<string, number>();
  for (const [device, metrics] of devices) for (const metric of metrics) aliases.set(`${device}/${metric}`, aliases.size + 1);
  const last = new Map(known.map(({ device, metric, atMs, value }) => [`${device}/${metric}`, { atMs, value }] as const));
  const rebirth: Metric = { name: 'Node Control/Rebirth', atMs: 0, datatype: 'boolean', value: false };
  let bdSeq = 255; // the first session has 0
  let seq = 0;
  let clockOffMs = 0;
  let repeatsBdSeq = false;

  const nextSeq = (): number => {
    const current = seq;
    seq = (seq + 1) % 256;
    return current;
  };
  const bdMetric = (atMs: number): Metric => ({ name: 'bdSeq', atMs, datatype: 'int64', value: bdSeq });
  const message = (type: string, device: string | undefined, atMs: number, metrics: readonly Metric[]): EdgeMessage => ({
    topic: topic(type, device),
    qos: 0,
    retain: false,
    payload: encodePayload({ atMs: atMs + clockOffMs, seq: nextSeq(), metrics }, type.endsWith('BIRTH')),
  });
  const death = (atMs: number): EdgeMessage => ({
    topic: topic('NDEATH'),
    qos: 1,
    retain: false,
    payload: encodePayload({ atMs: atMs + clockOffMs, metrics: [bdMetric(atMs + clockOffMs)] }, true),
  });

  const remember = (values: readonly Value[]): void => {
    for (const { device, metric, atMs, value } of values) {
      const before = last.get(`${device}/${metric}`);
      if (before === undefined || before.atMs <= atMs) last.set(`${device}/${metric}`, { atMs, value });
    }
  };

  return {
    commandTopic: topic('NCMD'),
    remember,
    will(atMs) {
      if (repeatsBdSeq) repeatsBdSeq = false;
      else bdSeq = (bdSeq + 1) % 256;
      return death(atMs);
    },
    births(atMs) {
      seq = 0;
      const now = atMs + clockOffMs;
      const node = message('NBIRTH', undefined, atMs, [bdMetric(now), { ...rebirth, atMs: now }]);
      return [
        node,
        ...[...devices].map(([device, metrics]) =>
          message(
            'DBIRTH',
            device,
            atMs,
            metrics.map((metric): Metric => {
              const value = last.get(`${device}/${metric}`);
              return {
                name: metric,
                alias: aliases.get(`${device}/${metric}`) as number,
                atMs: value === undefined ? now : value.atMs + clockOffMs,
                datatype: datatypeOf(metric),
                value: value?.value ?? null,
              };
            }),
          ),
        ),
      ];
    },
    data(values, isHistorical) {
      remember(values);
      const byDevice = new Map<string, Metric[]>();
      for (const { device, metric, atMs, value } of values) {
        const alias = aliases.get(`${device}/${metric}`);
        if (alias === undefined) throw new Error(`Metric ${metric} of ${device} was never announced by edge node ${edge}.`);
        const list = byDevice.get(device) ?? [];
        list.push({ alias, atMs: atMs + clockOffMs, datatype: datatypeOf(metric), value, ...(isHistorical && { isHistorical }) });
        byDevice.set(device, list);
      }
      return [...byDevice].map(([device, metrics]) => message('DDATA', device, metrics.at(-1)!.atMs - clockOffMs, metrics));
    },
    death,
    commit(fault, atMs) {
      const [device = 'none', metrics = []] = [...devices][0] ?? [];
      const one = (metric: Omit<Metric, 'atMs' | 'datatype' | 'value'>): Metric => ({ ...metric, atMs, datatype: 'double', value: 1 });
      switch (fault) {
        case 'metric-before-birth':
          return [message('DDATA', device, atMs, [one({ name: 'Never/Announced' })])];
        case 'unknown-alias':
          return [message('DDATA', device, atMs, [one({ alias: 9_999 })])];
        case 'data-before-birth':
          return [message('DDATA', 'never-born', atMs, [one({ alias: aliases.get(`${device}/${metrics[0]}`) ?? 1 })])];
        case 'sequence-gap':
          seq = (seq + 3) % 256;
          return [];
        case 'clock-a-day-off':
          clockOffMs = -dayMs;
          return [];
        case 'clock-right':
          clockOffMs = 0;
          return [];
        case 'bdseq-repeated':
          repeatsBdSeq = true;
          return [];
      }
    },
  };
}

/** By what the metric is: counts are 32-bit, as in the machines that roll over; states and modes are small; the rest is measured. */
function datatypeOf(metric: string): Datatype {
  if (metric.endsWith('Count')) return 'uint32';
  if (/StateCurrent$|UnitModeCurrent$/.test(metric)) return 'int32';
  if (metric.endsWith('StopReason')) return 'string';
  return 'double';
}
