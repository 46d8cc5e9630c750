import { durationMs, limitsOf, ratePerS, type Model } from './model.ts';

/** A work master as the simulated plant follows it. */
export interface Work {
  readonly id: string;
  readonly segment: string;
  readonly makes: string | undefined;
  readonly quantity: number;
  readonly unit: string;
  readonly on: readonly { readonly at: string; readonly ratePerS: number; readonly setupMs: number }[];
  readonly steps: readonly Step[];
}
export interface Step {
  readonly id: string;
  readonly everyMs: number | undefined;
  readonly isSigned: boolean;
  /** Role of the second person who signs. */
  readonly second: string | undefined;
  readonly data: readonly Item[];
}
export interface Item {
  readonly id: string;
  readonly sort: 'yes-no' | 'text' | 'number';
  readonly unit: string | undefined;
  readonly limits: { readonly low: number; readonly high: number; readonly decimals: number } | undefined;
  readonly target: number | undefined;
  /** Signals that send the value. */
  readonly from: readonly string[];
}

interface MasterFile {
  readonly segment: string;
  readonly makes?: string;
  readonly batch?: string;
  readonly on: readonly { at: string; rate?: string; setup?: string }[];
  readonly steps: readonly {
    id: string;
    every?: string;
    signs?: { second?: string };
    data?: readonly { id: string; answer?: string; unit?: string; limits?: string; target?: string; from?: readonly string[] }[];
  }[];
}

export function workOf(model: Model, id: string): Work {
  const master = model.of<MasterFile>('work.master').get(id);
  if (master === undefined) throw new Error(`There is no work.master ${id}.`);
  const [quantity = '1', unit = '1'] = (master.batch ?? '1 1').split(' ');
  return {
    id,
    segment: master.segment,
    makes: master.makes,
    quantity: Number(quantity),
    unit,
    on: master.on.map(({ at, rate, setup }) => ({ at, ratePerS: ratePerS(rate ?? `${quantity} ${unit}/h`), setupMs: durationMs(setup ?? '0 min') })),
    steps: master.steps.map((step) => ({
      id: step.id,
      everyMs: step.every === undefined ? undefined : durationMs(step.every),
      isSigned: step.signs !== undefined,
      second: step.signs?.second,
      data: (step.data ?? []).map((item) => ({
        id: item.id,
        sort: item.answer === 'yes-no' ? 'yes-no' : item.answer === 'lot' || item.answer === 'scan' || item.answer === 'text' ? 'text' : 'number',
        unit: item.unit,
        limits: item.limits === undefined ? undefined : limitsOf(item.limits),
        target: item.target === undefined ? undefined : Number(item.target),
        from: item.from ?? [],
      })),
    })),
  };
}

/** The works of a route, in order. */
export function routeOf(model: Model, id: string): { readonly makes: string; readonly segments: readonly { readonly id: string; readonly work: Work }[] } {
  const route = model.of<{ makes: string; segments: readonly { id: string; work: string }[] }>('work.route').get(id);
  if (route === undefined) throw new Error(`There is no work.route ${id}.`);
  return { makes: route.makes, segments: route.segments.map((segment) => ({ id: segment.id, work: workOf(model, segment.work) })) };
}
