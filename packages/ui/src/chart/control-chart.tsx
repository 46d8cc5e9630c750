import { useText } from '../text/text.ts';
import { controlGeometry, type ControlPoint } from './control-geometry.ts';
import { useWidth } from './use-size.ts';
import './chart.css';

export interface ControlChartProps {
  readonly name: string;
  readonly unit: string;
  readonly points: readonly ControlPoint[];
  readonly height?: number;
  /** What the points are: `subgroup mean of 5`. */
  readonly of?: string;
}

/** A control chart with its centre, stepping limits and the rules that found something; the numbers come from the statistics, not from here. */
export function ControlChart({ name, unit, points, height = 240, of }: ControlChartProps) {
  const t = useText();
  const [ref, width] = useWidth<HTMLElement>(600);
  const { frame, dots, path, centre, upper, lower, ticksX, ticksY, ends } = controlGeometry(points, { width, height });
  const [left, right, top, bottom] = frame;
  const found = dots.filter(({ point }) => (point.rules?.length ?? 0) > 0);
  return (
    <figure className="chart" ref={ref}>
      <svg
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('{{name}}, {{unit}}: control chart of {{count}} points, {{found}} signals', {
          name: t(name),
          unit,
          count: points.length,
          found: found.length,
        })}
      >
        <rect className="chart-frame" x={left} y={top} width={right - left} height={bottom - top} />
        <g className="chart-axis" fontSize="12">
          {ticksY.map(({ y, text }) => (
            <g key={text}>
              <line className="chart-grid" x1={left} x2={right} y1={y} y2={y} />
              <text x={left - 6} y={y + 4} textAnchor="end">
                {text}
              </text>
            </g>
          ))}
          {ticksX.map(({ x, text }) => (
            <text key={text + x} x={x} y={bottom + 18} textAnchor="middle">
              {text}
            </text>
          ))}
          {ends.map(({ y, text }) => (
            <text key={text} x={right + 6} y={y + 4}>
              {text}
            </text>
          ))}
          <text x={4} y={11}>
            {unit}
            {of ? ` · ${of}` : ''}
          </text>
        </g>
        <path className="chart-limit" d={upper} />
        <path className="chart-limit" d={lower} />
        <path className="chart-centre" d={centre} />
        <path className="chart-line" d={path} />
        {dots.map(({ x, y, point, isOutside }) => {
          const isSignal = isOutside || (point.rules?.length ?? 0) > 0;
          return (
            <g key={point.label + x} className="chart-dot" data-verdict={isSignal ? 'outside' : 'plain'}>
              {isSignal && <circle className="chart-ring" cx={x} cy={y} r="7" />}
              <circle cx={x} cy={y} r="3.4" />
              {isSignal && (
                <text className="chart-rule" x={x} y={y < top + 24 ? y + 22 : y - 11} textAnchor="middle" fontSize="12">
                  {point.rules?.join(' ') ?? '✕'}
                </text>
              )}
              <title>{[`${point.label}: ${point.value} ${unit}`, ...(point.rules ?? []), point.note ?? ''].filter(Boolean).join('. ')}</title>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
