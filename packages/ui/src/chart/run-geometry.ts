import { domainOf, linear, linePath, round, spread } from './scale.ts';

/** One value of a run chart; without a value the day is missing and leaves a gap. */
export interface RunPoint {
  readonly label: string;
  readonly value: number | undefined;
  /** The rules of process behaviour found something here; drawn with a ring. */
  readonly isSignal?: boolean;
  readonly note?: string;
}

export interface RunInput {
  readonly points: readonly RunPoint[];
  readonly target?: number;
  /** Limits; both are inside. */
  readonly low?: number;
  readonly high?: number;
  readonly better?: 'up' | 'down';
}

export type Verdict = 'good' | 'missed' | 'outside';

/** A value against limits and target: outside the limits, short of the target, or good. */
export function verdictOf(value: number, { target, low, high, better = 'up' }: Omit<RunInput, 'points'>): Verdict {
  if ((low !== undefined && value < low) || (high !== undefined && value > high)) return 'outside';
  if (target === undefined) return 'good';
  return (better === 'up' ? value < target : value > target) ? 'missed' : 'good';
}

export interface RunGeometry {
  readonly dots: readonly {
    readonly x: number;
    readonly y: number;
    readonly point: RunPoint;
    readonly verdict: Verdict;
    readonly ring: boolean;
  }[];
  readonly path: string;
  readonly band: { readonly y: number; readonly height: number } | undefined;
  readonly lines: readonly {
    readonly kind: 'target' | 'low' | 'high';
    readonly value: number;
    readonly y: number;
    readonly labelY: number;
  }[];
  /** Values at the lower and the upper end of the frame; absent without any. */
  readonly ends: readonly [number, number] | undefined;
  /** Inner frame: left, right, top, bottom. */
  readonly frame: readonly [number, number, number, number];
}

/** Where everything of a run chart stands, px. */
export function runGeometry(input: RunInput, size: { width: number; height: number; gutter: number; label: number; top?: number; bottom?: number }): RunGeometry {
  const { points, target, low, high } = input;
  const frame = [8, Math.max(9, size.width - size.gutter), size.top ?? 10, size.height - (size.bottom ?? 10)] as const;
  const [left, right, top, bottom] = frame;
  const x = linear([0, Math.max(1, points.length - 1)], [left, right - 8]);
  const domain = domainOf([...points.map((point) => point.value), target, low, high]);
  const y = linear(domain, [bottom, top]);

  const dots = points.flatMap((point, i) => {
    if (point.value === undefined) return [];
    const verdict = verdictOf(point.value, input);
    return [{ x: round(x(i)), y: round(y(point.value)), point, verdict, ring: point.isSignal ?? verdict === 'outside' }];
  });
  const path = linePath(points.map((point, i) => (point.value === undefined ? undefined : { x: x(i), y: y(point.value) })));

  const known = (
    [
      ['high', high],
      ['target', target],
      ['low', low],
    ] as const
  ).flatMap(([kind, value]) => (value === undefined ? [] : [{ kind, value, y: round(y(value)) }]));
  const labels = spread(
    known.map((line) => line.y),
    size.label,
    [top, bottom],
  );
  const bandTop = high === undefined ? top : y(high);
  const bandBottom = low === undefined ? bottom : y(low);
  return {
    dots,
    path,
    ends: dots.length === 0 ? undefined : [domain[0], domain[1]],
    frame,
    band: low === undefined && high === undefined ? undefined : { y: round(bandTop), height: round(bandBottom - bandTop) },
    lines: known.map((line, i) => ({ ...line, labelY: round(labels[i]!) })),
  };
}

/** A run chart in words. */
export function runInWords(name: string, unit: string, input: RunInput): string {
  const known = input.points.filter((point) => point.value !== undefined);
  const last = known.at(-1);
  const outside = known.filter((point) => verdictOf(point.value!, input) === 'outside').length;
  const missed = known.filter((point) => verdictOf(point.value!, input) === 'missed').length;
  return [
    `${name}${unit === '' ? '' : `, ${unit}`}: ${last ? `last ${last.value} (${last.label})` : 'no value'}`,
    ...(input.target === undefined ? [] : [`target ${input.target}, missed ${missed} of ${known.length}`]),
    ...(input.low === undefined && input.high === undefined ? [] : [`outside limits ${outside} of ${known.length}`]),
  ].join('; ');
}
