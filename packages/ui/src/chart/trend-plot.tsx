import { useEffect, useRef } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useZone } from '../client/session.tsx';
import { useLook } from '../look/look.tsx';
import { clock, dayClock } from '../text/format.ts';
import type { TrendProps } from './trend.tsx';
import { useWidth } from './use-size.ts';

// Told apart by dash as well as by colour
const dashes: readonly number[][] = [[], [7, 4], [2, 3], [10, 3, 2, 3]];
const inks = ['--brand-ink', '--ink-2', '--warn-ink', '--good-ink'];

/** The plotter behind a trend; a component of its own so that screens without trends do not load it. */
export default function TrendPlot({ times, series, low, high, height = 260, name }: TrendProps) {
  const zone = useZone();
  const { scheme } = useLook();
  const [ref, width] = useWidth<HTMLDivElement>(600);
  const plot = useRef<UPlot>(undefined);

  useEffect(() => {
    const host = ref.current;
    if (!host) return;
    const token = (token: string) => getComputedStyle(host).getPropertyValue(token).trim();
    const axis = {
      stroke: token('--ink-2'),
      grid: { stroke: token('--rule'), width: 1 },
      ticks: { stroke: token('--rule') },
      font: '12px Inter Variable, Inter, sans-serif',
    };
    const units = [...new Set(series.map((one) => one.unit))];
    const made = new UPlot(
      {
        width: host.clientWidth,
        height,
        ms: 1,
        cursor: { drag: { x: true, y: false } },
        scales: { x: { time: true }, y: { range: (_, from, to) => padded(from, to, low, high) } },
        axes: [
          { ...axis, values: (_, splits) => splits.map((at) => clock(at, zone)) },
          { ...axis, label: units.join(', '), labelFont: axis.font, labelSize: 18, size: 56 },
        ],
        series: [
          { label: '', value: (_, at) => (at === null ? '–' : dayClock(at, zone)) },
          ...series.map((one, i) => ({
            label: one.label,
            stroke: token(inks[i % inks.length]!),
            width: 2,
            dash: dashes[i % dashes.length]!,
            spanGaps: false,
            points: { show: false },
            value: (_: UPlot, value: number | null) => (value === null ? '–' : `${Math.round(value * 1000) / 1000} ${one.unit}`),
            ...(one.stepped ? { paths: UPlot.paths.stepped!({ align: 1 }) } : {}),
          })),
        ],
        hooks: { drawAxes: [(u) => drawBand(u, low, high, token('--band'), token('--bad'))] },
      },
      [times as number[], ...series.map((one) => one.values as (number | null)[])],
      host,
    );
    plot.current = made;
    return () => made.destroy();
    // drawn anew when what is shown or the scheme changes; the width is set apart below
  }, [times, series, low, high, height, zone, scheme, ref]);

  useEffect(() => plot.current?.setSize({ width, height }), [width, height]);
  return <div ref={ref} className="trend" role="img" aria-label={`${name}: ${series.map((one) => `${one.label}, ${one.unit}`).join('; ')}`} />;
}

function padded(from: number | null, to: number | null, low: number | undefined, high: number | undefined): [number, number] {
  const bottom = Math.min(from ?? 0, low ?? Infinity);
  const top = Math.max(to ?? 1, high ?? -Infinity);
  const pad = (top - bottom || 1) * 0.06;
  return [bottom - pad, top + pad];
}

function drawBand(u: UPlot, low: number | undefined, high: number | undefined, band: string, line: string): void {
  if (low === undefined && high === undefined) return;
  const { ctx, bbox } = u;
  const top = high === undefined ? bbox.top : u.valToPos(high, 'y', true);
  const bottom = low === undefined ? bbox.top + bbox.height : u.valToPos(low, 'y', true);
  ctx.save();
  ctx.fillStyle = band;
  ctx.fillRect(bbox.left, top, bbox.width, bottom - top);
  ctx.strokeStyle = line;
  ctx.setLineDash([6, 5]);
  for (const y of [high === undefined ? undefined : top, low === undefined ? undefined : bottom]) {
    if (y === undefined) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
  }
  ctx.restore();
}
