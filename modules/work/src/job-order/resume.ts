import { command, id, known, nameText, one, some } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { inForce } from './model-needs.ts';
import { lackOf, qualifications } from './qualification.ts';

/** Work goes on, on the same unit and by the directive it started with. */
export const resume = command({
  address: 'work.job-order.resume',
  summary: 'Resume a paused job order',
  part: 'execution',
  input: z.object({
    jobOrder: id('work.job-order'),
    /** Unit on which it stands, as its page shows it. */
    at: nameText(),
    /** Who is meant to resume it, as the screen shows them; whoever is signed in unless said. */
    person: nameText().optional(),
  }),
  refusals: {
    'not-paused': 'Only what was paused is resumed; this order is {state}.',
    held: 'It is held: {reason}. It goes on when that is settled.',
    'other-unit': 'It stands on {unit}; it is resumed there.',
    'other-person': 'You are signed in as {signedIn}, not as {person}. Switch the person at this terminal first.',
  },
  rules: {
    unqualified: 'This work asks for "{qualification}", and {person} does not hold it today{standing}. Someone who does must resume it.',
    'unit-busy': '{unit} runs another order since {since}. Pause or complete that one first.',
  },
  load: (input, by) => ({
    jobOrder: one(jobOrder, input.jobOrder),
    people: known(modelObject, [objectId('personnel.person', by)]),
    qualifications: qualifications(),
    running: some(jobOrder, { runsAt: input.at, state: 'running' }),
  }),
  decide({ jobOrder: order, people, qualifications: known, running }, input, act, { refuse, rule }) {
    if (order.state === 'held') throw refuse('held', { reason: order.heldWhy });
    if (order.state !== 'paused') throw refuse('not-paused', { state: order.state });
    if (order.runsAt !== input.at) throw refuse('other-unit', { unit: order.runsAt });
    if (input.person !== undefined && act.role !== 'system' && input.person !== act.by) throw refuse('other-person', { signedIn: act.by, person: input.person });
    const requires = order.directive?.fields.requires;
    const lack = typeof requires !== 'string' || act.role === 'system' ? undefined : lackOf(inForce(people, 'personnel.person', act.by), requires, known, act);
    if (lack) rule('unqualified', true, lack);
    const other = running.find((one) => one.state === 'running');
    rule('unit-busy', other !== undefined, { unit: input.at, since: other?.state === 'running' ? other.runningSince.toString() : '' });
    return { type: 'work.job-order.resumed', subject: order.id, by: act.by, at: act.happenedAt };
  },
});
