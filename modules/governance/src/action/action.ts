import { id, instant, noun } from '@millrace/kernel';
import * as z from 'zod';

export const letters = z.enum(['S', 'Q', 'D', 'C', 'P', 'M', 'E', 'I']);

/** A due date is moved only by asking for it; every asking is kept, and many of them say something. */
const extension = z.object({
  from: instant(),
  to: instant(),
  reason: z.string(),
  by: z.string(),
  at: instant(),
  isAllowed: z.boolean(),
  decidedBy: z.string(),
  decidedAt: instant(),
});
const asked = z.object({ to: instant(), reason: z.string(), by: z.string(), at: instant() });
/** What it came from: an escalation, a red cell, a meeting. */
const origin = z.object({ noun: z.string(), id: z.string() });

const facts = z.object({
  id: id('governance.action'),
  title: z.string(),
  detail: z.string().optional(),
  place: z.string(),
  board: z.string().optional(),
  letter: letters.optional(),
  /** Exactly one person. */
  owner: z.string(),
  due: instant(),
  from: origin.optional(),
  openedBy: z.string(),
  openedAt: instant(),
  extensions: z.array(extension).readonly(),
  asked: asked.optional(),
  startedAt: instant().optional(),
});
const done = { doneBy: z.string(), doneAt: instant(), result: z.string() };
const states = z.discriminatedUnion('state', [
  facts.extend({ state: z.literal('open') }),
  facts.extend({ state: z.literal('in-progress') }),
  facts.extend({ state: z.literal('done'), ...done }),
  facts.extend({ state: z.literal('verified'), ...done, verifiedBy: z.string(), verifiedAt: instant(), effect: z.string() }),
  facts.extend({ state: z.literal('cancelled'), cancelledBy: z.string(), cancelledAt: instant(), why: z.string() }),
]);
export type Action = z.output<typeof states>;
type Done = Extract<Action, { state: 'done' }>;

/** Something one person will do by a day, and somebody else will see whether it helped. */
export const action = noun({
  address: 'governance.action',
  title: 'Action',
  numbering: { pattern: 'ACT-{year}-{0000}', gapless: false },
  lookups: ['board', 'state'],
  states,
  events: {
    opened: {
      title: z.string(),
      detail: z.string().optional(),
      place: z.string(),
      board: z.string().optional(),
      letter: letters.optional(),
      owner: z.string(),
      due: instant(),
      from: origin.optional(),
      by: z.string(),
      at: instant(),
    },
    started: { at: instant() },
    completed: { result: z.string(), by: z.string(), at: instant() },
    verified: { effect: z.string(), by: z.string(), at: instant() },
    /** It did not help, or is not done: its owner goes on; the clock runs on the same due date. */
    'sent-back': { why: z.string(), title: z.string(), place: z.string(), due: instant(), by: z.string(), at: instant() },
    'extension-asked': { to: instant(), reason: z.string(), by: z.string(), at: instant() },
    extended: { title: z.string(), place: z.string(), due: instant(), by: z.string(), at: instant() },
    'extension-refused': { by: z.string(), at: instant() },
    reassigned: { owner: z.string(), by: z.string(), at: instant() },
    cancelled: { why: z.string(), by: z.string(), at: instant() },
  },
  evolve(before, event) {
    switch (event.type) {
      case 'governance.action.opened': {
        const { type: _, subject, by, at, ...facts } = event;
        return { ...facts, id: subject, state: 'open', openedBy: by, openedAt: at, extensions: [] };
      }
      case 'governance.action.started':
        return { ...plain(before!), state: 'in-progress', startedAt: event.at };
      case 'governance.action.completed': {
        const { asked: _, ...rest } = plain(before!);
        return { ...rest, state: 'done', doneBy: event.by, doneAt: event.at, result: event.result };
      }
      case 'governance.action.verified':
        return { ...(before as Done), state: 'verified', verifiedBy: event.by, verifiedAt: event.at, effect: event.effect };
      case 'governance.action.sent-back':
        return { ...plain(before!), state: 'in-progress' };
      case 'governance.action.extension-asked':
        return { ...before!, asked: { to: event.to, reason: event.reason, by: event.by, at: event.at } };
      case 'governance.action.extended':
        return decided(before!, true, event.by, event.at);
      case 'governance.action.extension-refused':
        return decided(before!, false, event.by, event.at);
      case 'governance.action.reassigned':
        return { ...before!, owner: event.owner };
      case 'governance.action.cancelled':
        return { ...plain(before!), state: 'cancelled', cancelledBy: event.by, cancelledAt: event.at, why: event.why };
    }
  },
});

function plain(before: Action): z.output<typeof facts> {
  const { id: subject, title, detail, place, board, letter, owner, due, from, openedBy, openedAt, extensions, asked: wish, startedAt } = before;
  return {
    id: subject,
    title,
    place,
    owner,
    due,
    openedBy,
    openedAt,
    extensions,
    ...(detail !== undefined && { detail }),
    ...(board !== undefined && { board }),
    ...(letter && { letter }),
    ...(from && { from }),
    ...(wish && { asked: wish }),
    ...(startedAt && { startedAt }),
  };
}

function decided(before: Action, isAllowed: boolean, decidedBy: string, decidedAt: Temporal.Instant): Action {
  const { asked: wish, ...rest } = before;
  const extensions = [...before.extensions, { ...wish!, from: before.due, isAllowed, decidedBy, decidedAt }];
  return { ...rest, extensions, due: isAllowed ? wish!.to : before.due } as Action;
}

/** Still to be done. */
export const isOpen = (state: Pick<Action, 'state'>) => state.state === 'open' || state.state === 'in-progress';
