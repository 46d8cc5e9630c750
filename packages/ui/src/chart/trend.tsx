import { lazy, Suspense } from 'react';
import { Loading } from '../core/states.tsx';

export interface TrendSeries {
  readonly label: string;
  readonly unit: string;
  /** Values at the common times; null where there is none (gap, bad quality). */
  readonly values: readonly (number | null)[];
  /** Drawn as a step: the value held until the next one. */
  readonly stepped?: boolean;
}

export interface TrendProps {
  /** Instants in ms since 1970, rising. */
  readonly times: readonly number[];
  readonly series: readonly TrendSeries[];
  readonly low?: number;
  readonly high?: number;
  readonly height?: number;
  readonly name: string;
}

const Plot = lazy(() => import('./trend-plot.tsx'));

/** A trend of signals over time, to be zoomed by dragging; loads its plotter when first shown. */
export function Trend(props: TrendProps) {
  return (
    <Suspense fallback={<Loading lines={3} />}>
      <Plot {...props} />
    </Suspense>
  );
}
