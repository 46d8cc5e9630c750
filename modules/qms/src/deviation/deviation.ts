import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

/** Where and at what the deviation was found. */
const source = z.object({
  jobOrder: z.string().optional(),
  step: z.string().optional(),
  /** The value and its limits, in words: `18.93 g, limit 18.80 g`. */
  reading: z.string().optional(),
});

const opened = z.object({
  id: id('qms.deviation'),
  title: z.string(),
  description: z.string(),
  place: z.string(),
  /** Lots it holds, by identity. */
  lots: z.array(z.string()),
  source: source.optional(),
  raisedBy: z.string(),
  raisedAt: instant(),
});

const assessment = { severity: z.enum(['minor', 'major', 'critical']), assessment: z.string(), classifiedBy: z.string(), classifiedAt: instant() };
const approval = {
  approvedBy: z.string(),
  approvedAt: instant(),
  justification: z.string(),
  /** The blocked step may go on. */
  mayContinue: z.boolean(),
};

const states = z.discriminatedUnion('state', [
  opened.extend({ state: z.literal('opened') }),
  opened.extend({ state: z.literal('assessed'), ...assessment }),
  opened.extend({ state: z.literal('approved'), ...assessment, ...approval }),
  opened.extend({ state: z.literal('closed'), ...assessment, ...approval, closedBy: z.string(), closedAt: instant(), conclusion: z.string() }),
]);
export type Deviation = z.output<typeof states>;

/** A departure from an approved instruction or standard (ICH Q7 §20; 21 CFR 211.192). */
export const deviation = noun({
  address: 'qms.deviation',
  title: 'Deviation',
  refersTo: [
    { noun: 'work.job-order', by: 'source.jobOrder' },
    { noun: 'material.lot', by: 'lots', isList: true },
  ],
  numbering: { pattern: 'DEV-{year}-{0000}', gapless: true },
  states,
  events: {
    opened: { title: z.string(), description: z.string(), place: z.string(), lots: z.array(z.string()), source: source.optional(), by: z.string(), at: instant() },
    classified: { severity: assessment.severity, assessment: z.string(), by: z.string(), at: instant() },
    approved: {
      justification: z.string(),
      mayContinue: z.boolean(),
      lots: z.array(z.string()),
      jobOrder: z.string().optional(),
      step: z.string().optional(),
      by: z.string(),
      at: instant(),
    },
    closed: { conclusion: z.string(), lots: z.array(z.string()), by: z.string(), at: instant() },
  },
  evolve(state, event) {
    switch (event.type) {
      case 'qms.deviation.opened': {
        const { type: _, subject, by, at, ...facts } = event;
        return { ...facts, id: subject, state: 'opened', raisedBy: by, raisedAt: at };
      }
      case 'qms.deviation.classified': {
        const { id: subject, title, description, place, lots, raisedBy, raisedAt, source: from } = state!;
        const facts = { id: subject, title, description, place, lots, raisedBy, raisedAt, ...(from && { source: from }) };
        return { ...facts, state: 'assessed', severity: event.severity, assessment: event.assessment, classifiedBy: event.by, classifiedAt: event.at };
      }
      case 'qms.deviation.approved': {
        const assessed = state as Assessed;
        return { ...assessed, state: 'approved', justification: event.justification, mayContinue: event.mayContinue, approvedBy: event.by, approvedAt: event.at };
      }
      case 'qms.deviation.closed': {
        const approved = state as Approved;
        return { ...approved, state: 'closed', conclusion: event.conclusion, closedBy: event.by, closedAt: event.at };
      }
    }
  },
});

type Assessed = Extract<Deviation, { state: 'assessed' }>;
type Approved = Extract<Deviation, { state: 'approved' }>;
