import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';
import { expectedOf } from './effect.ts';
import { step, steps as plannedSteps } from './steps.ts';

const summary = z.object({ add: z.number(), change: z.number(), rename: z.number(), retire: z.number(), alike: z.number() });

/** The effect a change is expected to have on an indicator, as it is kept; the system says later whether it came. */
const expectedEffect = z.object({ indicator: z.string(), at: z.string(), from: z.string(), to: z.string(), by: z.string() });

/** A planned change as it is handed in: what it leads from and to, and each object. */
export const plannedChange = {
  plan: z.string().min(8),
  from: z.string(),
  to: z.string(),
  summary,
  steps: plannedSteps,
  why: z.string().trim().min(1).max(2000).optional(),
  expects: expectedOf.optional(),
  effectiveAt: instant().optional(),
};

const told = {
  plan: z.string(),
  fromHash: z.string(),
  toHash: z.string(),
  summary,
  why: z.string().optional(),
  expects: expectedEffect.optional(),
  effectiveAt: instant().optional(),
};
const steps = { steps: z.array(step).readonly() };
/** The number is drawn when it is first kept, and read from there on. */
const facts = z.object({ id: id('model.revision'), number: z.string().optional(), ...told });
const proposal = { ...steps, proposedBy: z.string(), proposedAt: instant() };
const approval = { approvedBy: z.string(), approvedAt: instant() };
const ending = { endedBy: z.string(), endedAt: instant(), endedWhy: z.string() };
const perhaps = <S extends z.ZodRawShape>(shape: S) => z.object(shape).partial().shape;

const states = z.discriminatedUnion('state', [
  /** Laid before those who sign. */
  facts.extend({ state: z.literal('proposed'), ...proposal }),
  /** Signed by all who must; it comes into force on its day. */
  facts.extend({ state: z.literal('approved'), ...proposal, ...approval, effectiveAt: instant() }),
  /** It is, or was, the model in force. */
  facts.extend({ state: z.literal('applied'), appliedBy: z.string(), appliedAt: instant(), ...perhaps({ ...proposal, ...approval }) }),
  facts.extend({ state: z.literal('withdrawn'), ...proposal, ...perhaps(approval), ...ending }),
  /** Its day came, and the model was no longer what it was planned on. */
  facts.extend({ state: z.literal('lapsed'), ...proposal, ...approval, ...ending }),
]);
export type ModelRevision = z.output<typeof states>;
export type Proposal = Extract<ModelRevision, { state: 'proposed' | 'approved' }>;

/** A change of the operating model: proposed and signed, or applied at once; in force from its day. */
export const revision = noun({
  address: 'model.revision',
  title: 'Model revision',
  numbering: { pattern: 'MR-{year}-{0000}', gapless: true },
  states,
  lookups: ['state'],
  events: {
    proposed: { ...told, ...steps, by: z.string(), at: instant() },
    approved: { effectiveAt: instant(), by: z.string(), at: instant() },
    applied: { ...told, by: z.string(), at: instant() },
    withdrawn: { why: z.string(), by: z.string(), at: instant() },
    lapsed: { why: z.string(), by: z.string(), at: instant() },
  },
  evolve(before, event) {
    if (event.type === 'model.revision.proposed') {
      const { type: _, subject, by, at, ...rest } = event;
      return { ...rest, id: subject, state: 'proposed', proposedBy: by, proposedAt: at };
    }
    if (event.type === 'model.revision.applied') {
      const { type: _, subject, by, at, ...rest } = event;
      const { state: __, ...earlier } = (before ?? {}) as Partial<Proposal>;
      return { ...earlier, ...rest, id: subject, state: 'applied', appliedBy: by, appliedAt: at };
    }
    const proposed = before as Proposal;
    if (event.type === 'model.revision.approved') return { ...proposed, state: 'approved', effectiveAt: event.effectiveAt, approvedBy: event.by, approvedAt: event.at };
    const ended = { endedBy: event.by, endedAt: event.at, endedWhy: event.why };
    if (event.type === 'model.revision.withdrawn') return { ...proposed, state: 'withdrawn', ...ended };
    return { ...(proposed as Extract<ModelRevision, { state: 'approved' }>), state: 'lapsed', ...ended };
  },
});
