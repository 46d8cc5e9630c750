import type { Emission, Sample } from './emission.ts';
import type { Quality } from './quality.ts';

/** What a connector put out, in the short form a person can write by hand in `expected.json`; a batch becomes one line per value. */
export function printable(output: unknown): unknown[] {
  if (!isEmission(output)) return [plain(output)];
  if (output.kind === 'samples') return output.samples.map(sampleLine);
  if (output.kind === 'presence')
    return [
      {
        presence: output.is,
        source: output.source,
        time: String(output.at),
        why: output.why,
        ...(output.signals && { signals: output.signals.map((one) => `${one.name}: ${one.type}${one.unit ? ` ${one.unit}` : ''}`) }),
      },
    ];
  return [
    {
      message: output.name,
      source: output.source,
      time: String(output.at),
      mediaType: output.mediaType,
      text: Buffer.from(output.bytes).toString('utf8'),
      key: output.dedupeKey,
      ...(output.detail && { detail: output.detail }),
    },
  ];
}

/** `good`, or grade, code and marks: `uncertain 0x408F0000 stale`. */
export function qualityWord({ grade, status, marks = [], skewMs, note }: Quality): string {
  const code = status === 0 ? [] : [`0x${status.toString(16).toUpperCase().padStart(8, '0')}`];
  return [grade, ...code, ...marks, ...(skewMs === undefined ? [] : [`${skewMs} ms`]), ...(note ? [`(${note})`] : [])].join(' ');
}

function sampleLine(one: Sample): unknown {
  return {
    source: one.source,
    name: one.name,
    value: plain(one.value),
    time: String(one.sourceTime),
    quality: qualityWord(one.quality),
    ...(one.compound && { compound: true }),
    ...(one.historical && { historical: true }),
    ...(one.detail && { detail: one.detail }),
  };
}

function isEmission(output: unknown): output is Emission {
  return output !== null && typeof output === 'object' && 'kind' in output && ['samples', 'presence', 'message'].includes(String(output.kind));
}

/** JSON of anything a connector may put out: bigint as `12n`, instants as text, bytes as hex. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value instanceof Temporal.Instant) return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (Array.isArray(value)) return value.map(plain);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([key, one]) => [key, plain(one)]),
    );
  return value;
}
