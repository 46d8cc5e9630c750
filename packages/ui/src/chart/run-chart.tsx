import { useText } from '../text/text.ts';
import { figure } from '../text/format.ts';
import { decimalsOf } from './scale.ts';
import { runGeometry, runInWords, type RunInput } from './run-geometry.ts';
import { useWidth } from './use-size.ts';
import './chart.css';

export interface RunChartProps extends RunInput {
  /** What is drawn: `First pass yield`. */
  readonly name: string;
  /** Unit of the values; '' for a plain ratio. */
  readonly unit: string;
  readonly height?: number;
  /** `limits` are natural process limits (grey band) or limits of a specification (red lines). */
  readonly kind?: 'process' | 'specification';
  /** Decimals of the values; as many as target and limits need when left out. */
  readonly digits?: number;
  /** Larger text, for boards read at three metres. */
  readonly large?: boolean;
  /** Writes the values of points outside beside them. */
  readonly tell?: boolean;
  readonly note?: string;
  /** What a chart without a value says in place of a line. */
  readonly none?: string;
}

/** Values in their order, with target and limits; a ring is a signal, a diamond missed its target. */
export function RunChart({ name, unit, height = 132, kind = 'process', large = false, tell = kind === 'specification', note, none, digits: given, ...input }: RunChartProps) {
  const t = useText();
  const [ref, width] = useWidth<HTMLElement>();
  const digits = given ?? decimalsOf([input.target, input.low, input.high].filter((value) => value !== undefined));
  const write = (value: number) => figure(value, { digits: Math.max(digits, decimalsOf([value])) });
  const text = { target: large ? 18 : 14, limit: large ? 15 : 12, axis: large ? 14 : 12 };
  const longest = Math.max(0, ...[input.target, input.low, input.high].map((value) => (value === undefined ? 0 : write(value).length)));
  const unitShort = unit.length <= 2 ? unit : '';
  const gutter = longest === 0 ? 16 : 12 + (longest + (unitShort ? 2 : 0)) * text.target * 0.62;
  const geometry = runGeometry(input, { width, height, gutter, label: text.target, bottom: text.axis + 10, top: tell ? 22 : 10 });
  const [left, right, top, bottom] = geometry.frame;
  // an end of the axis that a line marks is named by the line
  const isFree = (end: number) => geometry.lines.every((line) => Math.abs(line.y - end) > text.axis + 8);
  const lastDot = geometry.dots.at(-1);
  const first = input.points[0]?.label ?? '';
  const last = input.points.at(-1)?.label ?? '';
  // the last is always named; the one before it where the two do not stand on each other
  const worst = geometry.dots.filter((dot) => dot.verdict === 'outside').slice(-2);
  const named = worst.filter((dot, i) => i === worst.length - 1 || worst[i + 1]!.x - dot.x > text.target * 5);

  return (
    <figure className="chart" ref={ref}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={runInWords(t(name), unit, input)}>
        {geometry.band && <rect className="chart-band" x={left} y={geometry.band.y} width={right - left} height={Math.max(0, geometry.band.height)} />}
        {!geometry.band && <rect className="chart-band" x={left} y={top} width={right - left} height={bottom - top} />}
        {geometry.lines.map((line) => (
          <g key={line.kind}>
            {(line.kind === 'target' || kind === 'specification') && <line className={`chart-${line.kind}`} data-kind={kind} x1={left} x2={right} y1={line.y} y2={line.y} />}
            <text
              className={`chart-label-${line.kind}`}
              data-kind={kind}
              x={right + 6}
              y={line.labelY + (line.kind === 'target' ? text.target : text.limit) * 0.35}
              fontSize={line.kind === 'target' ? text.target : text.limit}
            >
              {write(line.value)}
              {unitShort && (line.kind === 'target' || input.target === undefined) ? ` ${unitShort}` : ''}
            </text>
          </g>
        ))}
        {geometry.dots.length === 0 && (
          <text className="chart-none" x={(left + right) / 2} y={top + (bottom - top) * 0.28} textAnchor="middle" dominantBaseline="central" fontSize={large ? 18 : 14}>
            {none ?? t('no value yet')}
          </text>
        )}
        <path className="chart-line" d={geometry.path} />
        {geometry.dots.map(({ x, y, point, verdict, ring }) => (
          <g key={point.label + x} className="chart-dot" data-verdict={verdict}>
            {ring && <circle className="chart-ring" cx={x} cy={y} r={large ? 8 : 7} />}
            {verdict === 'good' ? <circle cx={x} cy={y} r={large ? 4.2 : 3.6} /> : <rect x={x - 4} y={y - 4} width={8} height={8} transform={`rotate(45 ${x} ${y})`} />}
            <title>{`${point.label}: ${point.value} ${unit}${point.note ? `. ${point.note}` : ''}`}</title>
          </g>
        ))}
        {tell &&
          named.map(({ x, y, point }) => (
            <text key={point.label} className="chart-tell" x={Math.min(x - 10, right - 8)} y={Math.max(13, y - 9)} textAnchor="end" fontSize={text.target}>
              {write(point.value!)} ✕
            </text>
          ))}
        {large && !tell && lastDot && (
          <text
            className="chart-last"
            x={Math.min(lastDot.x + 4, right - 4)}
            y={lastDot.y - 12 < top + 12 ? lastDot.y + 24 : lastDot.y - 12}
            textAnchor="end"
            fontSize={text.target}
          >
            {figure(lastDot.point.value!, { digits })}
            {unitShort && ` ${unitShort}`}
          </text>
        )}
        <g className="chart-axis" fontSize={text.axis}>
          {large && geometry.ends && (
            <>
              {isFree(top) && (
                <text x={left + 4} y={top + text.axis}>
                  {figure(geometry.ends[1], { digits })}
                </text>
              )}
              {isFree(bottom) && (
                <text x={left + 4} y={bottom - 5}>
                  {figure(geometry.ends[0], { digits })}
                </text>
              )}
            </>
          )}
          <text x={left} y={height - 4}>
            {first}
          </text>
          {unit !== '' && unitShort === '' && (
            <text x={(left + right) / 2} y={height - 4} textAnchor="middle">
              {unit}
            </text>
          )}
          <text x={right} y={height - 4} textAnchor="end">
            {last}
          </text>
        </g>
      </svg>
      {note && <figcaption className="tiny">{note}</figcaption>}
    </figure>
  );
}
