import { newId } from '@millrace/kernel';
import { actOf, done } from '@millrace/testkit/pure';
import { approve } from './approve.ts';
import { classify } from './classify.ts';
import { close } from './close.ts';
import { deviation, type Deviation } from './deviation.ts';
import { open } from './open.ts';

export const deviationId = newId<'qms.deviation'>();
export const lot = newId<'material.lot'>();
export const found = {
  deviation: deviationId,
  title: 'Mass above limit',
  description: 'Mean of ten is 18.93 g.',
  place: 'packaging-2',
  lots: [lot],
  source: { jobOrder: 'job-1', step: 'check', reading: '18.93 g, limit 18.80 g' },
};
export const classification = { deviation: deviationId, severity: 'major' as const, assessment: 'One hour of production is concerned.' };
export const approval = { deviation: deviationId, justification: 'Sorted at 100 %.', mayContinue: true };
export const conclusion = { deviation: deviationId, conclusion: 'Scale adjusted, lot sorted.' };

/** Raised by Ana, classified by Quinn, approved and closed by Rosa. */
export const opened = done<Deviation>(deviation, undefined, open, found).state;
export const assessed = done(deviation, opened, classify, classification, actOf({ by: 'quinn' })).state;
export const approved = done(deviation, assessed, approve, approval, actOf({ by: 'rosa' })).state;
export const closed = done(deviation, approved, close, conclusion, actOf({ by: 'rosa' })).state;
