import { decimalsOf, domainOf, linear, linePath, niceTicks, round, spread, type Scale } from './scale.ts';

/** One subgroup of a control chart with the limits valid for it; limits step where n changes or a phase begins. */
export interface ControlPoint {
  readonly label: string;
  readonly value: number | undefined;
  readonly centre: number;
  readonly lower?: number;
  readonly upper?: number;
  /** Rules that found something here, by the names of the chosen convention. */
  readonly rules?: readonly string[];
  readonly note?: string;
}

export interface ControlGeometry {
  readonly frame: readonly [number, number, number, number];
  readonly path: string;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly point: ControlPoint; readonly isOutside: boolean }[];
  readonly centre: string;
  readonly upper: string;
  readonly lower: string;
  readonly ticksY: readonly { readonly y: number; readonly text: string }[];
  /** Names of the last limits, at their heights. */
  readonly ends: readonly { readonly y: number; readonly text: string }[];
  readonly ticksX: readonly { readonly x: number; readonly text: string }[];
}

/** Where everything of a control chart stands, px. */
export function controlGeometry(points: readonly ControlPoint[], size: { width: number; height: number; left?: number; right?: number }): ControlGeometry {
  const frame = [size.left ?? 54, size.width - (size.right ?? 54), 14, size.height - 28] as const;
  const [left, right, top, bottom] = frame;
  const domain = domainOf(points.flatMap((point) => [point.value, point.upper, point.lower, point.centre]));
  const y = linear(domain, [bottom, top]);
  const half = (right - left) / Math.max(1, points.length) / 2;
  const x = (i: number) => left + half * (2 * i + 1);

  const dots = points.flatMap((point, i) => {
    if (point.value === undefined) return [];
    const isOutside = (point.upper !== undefined && point.value > point.upper) || (point.lower !== undefined && point.value < point.lower);
    return [{ x: round(x(i)), y: round(y(point.value)), point, isOutside }];
  });
  const steps = (of: (point: ControlPoint) => number | undefined) =>
    linePath(
      points.flatMap((point, i) => {
        const value = of(point);
        return value === undefined
          ? [undefined]
          : [
              { x: x(i) - half, y: y(value) },
              { x: x(i) + half, y: y(value) },
            ];
      }),
    );
  const ticks = niceTicks(domain, 4);
  const digits = decimalsOf(ticks);
  // about 80 px per label keeps dates apart
  const every = Math.max(1, Math.ceil((points.length * 80) / Math.max(80, right - left)));
  return {
    frame,
    dots,
    path: linePath(points.map((point, i) => (point.value === undefined ? undefined : { x: x(i), y: y(point.value) }))),
    centre: steps((point) => point.centre),
    upper: steps((point) => point.upper),
    lower: steps((point) => point.lower),
    ends: endsOf(points.at(-1), y, [top, bottom]),
    ticksY: ticks.map((tick) => ({ y: round(y(tick)), text: tick.toFixed(digits) })),
    ticksX: points.flatMap((point, i) => (i % every === 0 ? [{ x: round(x(i)), text: point.label }] : [])),
  };
}

function endsOf(end: ControlPoint | undefined, y: Scale, inside: readonly [number, number]): { y: number; text: string }[] {
  if (!end) return [];
  const known = [
    ['UCL', end.upper],
    ['CL', end.centre],
    ['LCL', end.lower],
  ].flatMap(([text, value]) => (value === undefined ? [] : [{ text: text as string, y: y(value as number) }]));
  const places = spread(
    known.map((one) => one.y),
    13,
    inside,
  );
  return known.map(({ text }, i) => ({ text, y: round(places[i]!) }));
}
