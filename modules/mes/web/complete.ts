import { figure, reportsAhead, unitInWords, useMayNot, useOutbox, useRecord, useText, useWould, type Action } from '@millrace/ui';
import { complete, jobOrder } from '@millrace/work';
import { countsKept } from './kept.ts';
import type { Order } from './orders.ts';
import { unusualEnd } from './unusual.ts';

/** Completing an order: one press, and a question only where something about it is unusual. */
export function useCompletion(place: string, order: Order): { readonly action: Action; readonly why: string | undefined; readonly isComing: boolean } {
  const t = useText();
  const would = useWould();
  const mayNot = useMayNot();
  const { state } = useRecord(jobOrder, order.id);
  const kept = countsKept(order.id, reportsAhead(useOutbox(), order));
  const unit = unitInWords(order.quantity.unit);
  const unusual = unusualEnd(
    {
      ordered: Number(order.quantity.value),
      good: Number(order.good) + kept.good,
      scrap: Number(order.scrap) + kept.scrap,
      said: (value) => figure(value, { unit }),
    },
    t,
  );
  return {
    isComing: state === undefined,
    why: mayNot('work.job-order.complete', place) ?? (state && would(complete, state, { jobOrder: order.id as never }, place)),
    action: {
      label: 'Complete',
      address: 'work.job-order.complete',
      input: { jobOrder: order.id },
      ...(unusual !== undefined && { consequence: `${unusual} ${t('{{order}} ends here all the same? What is counted later is kept, and flagged.', { order: order.number })}` }),
      done: t('{{order}} is completed', { order: order.number }),
    },
  };
}
