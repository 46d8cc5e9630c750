import { figure } from '../text/format.ts';

/** One hour of a shift at a station. */
export interface Hour {
  readonly label: string;
  readonly good: number;
  readonly target: number;
  /** Share of the hour that has passed, 0 to 1. */
  readonly passed: number;
  readonly note?: string;
}

export interface HourBar extends Hour {
  /** Of the full hour's target, whole percent; pieces where it has no target, and nothing where none were due or made. */
  readonly says: string;
  /** Width and place of the target's mark, 0 to 1 of the bar's ground. */
  readonly width: number;
  readonly mark: number;
  readonly isShort: boolean;
}

// The ground of the bar ends at 120 % of the target, so that a good hour can be seen to be one
const groundEnds = 1.2;

/** Bars of the hours; an hour is short when it is over and below the threshold (share of the target), the running one is never judged. */
export function hourBars(hours: readonly Hour[], threshold = 0.9): HourBar[] {
  return hours.map((hour) => {
    const share = hour.target > 0 ? hour.good / hour.target : 0;
    return {
      ...hour,
      says: hour.target > 0 ? String(Math.round(share * 100)) : hour.good > 0 ? figure(hour.good) : '–',
      width: Math.min(1, share / groundEnds),
      mark: Math.min(1, hour.passed) / groundEnds,
      isShort: hour.passed >= 1 && hour.target > 0 && share < threshold,
    };
  });
}
