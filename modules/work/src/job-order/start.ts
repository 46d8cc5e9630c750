import { command, id, known, nameText, one, some } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { jobOrder } from './job-order.ts';
import { inForce, within } from './model-needs.ts';
import { lackOf, qualifications } from './qualification.ts';

interface Master {
  readonly requires?: string;
  readonly on: readonly { readonly at: string }[];
}

/** Work begins on a unit. The work master as it stands now becomes the directive of this order, whatever the model says later. */
export const start = command({
  address: 'work.job-order.start',
  summary: 'Start a job order',
  part: 'execution',
  input: z.object({
    jobOrder: id('work.job-order'),
    /** Unit on which it runs. */
    at: nameText(),
    /** Work master of the order, as its page shows it; none where the order has none. */
    workMaster: nameText().optional(),
    /** Who is meant to start it, as the screen shows them; whoever is signed in unless said. */
    person: nameText().optional(),
  }),
  refusals: {
    'not-dispatched': 'It waits for its dispatch. Ask the supervisor to dispatch it.',
    'started-already': 'It runs already, since {since}, started by {by}.',
    paused: 'It was started before and is paused. Resume it.',
    held: 'It is held: {reason}. It starts when that is settled.',
    over: 'This order is {state}; it does not start again.',
    'other-master': 'The order is done by "{master}" now. Open it again, then start it.',
    'no-such-master': 'Its work master "{master}" is not in the model in force. Ask the process engineer.',
    'no-such-unit': '"{unit}" is no unit of this plant.',
    'other-person': 'You are signed in as {signedIn}, not as {person}. Switch the person at this terminal first.',
  },
  rules: {
    unqualified: 'This work asks for "{qualification}", and {person} does not hold it today{standing}. Someone who does must start it.',
    'not-meant-here': '"{master}" is not meant to run on {unit}. Dispatch it to one of: {units}.',
    'unit-busy': '{unit} runs another order since {since}. Pause or complete that one first.',
    'given-to-others': 'This work is given to {persons}. Ask the team leader to assign you.',
  },
  load: (input, by) => ({
    jobOrder: one(jobOrder, input.jobOrder),
    objects: known(modelObject, [
      objectId('equipment.unit', input.at),
      ...(input.workMaster === undefined ? [] : [objectId('work.master', input.workMaster)]),
      objectId('personnel.person', by),
    ]),
    qualifications: qualifications(),
    running: some(jobOrder, { runsAt: input.at, state: 'running' }),
  }),
  decide({ jobOrder: order, objects, qualifications: known, running }, input, act, { refuse, rule }) {
    if (order.state === 'waiting') throw refuse('not-dispatched');
    if (order.state === 'running') throw refuse('started-already', { since: order.startedAt.toString(), by: order.startedBy });
    if (order.state === 'paused') throw refuse('paused');
    if (order.state === 'held') throw refuse('held', { reason: order.heldWhy });
    if (order.state !== 'dispatched') throw refuse('over', { state: order.state });
    if (!within(objects)('equipment.unit', input.at)) throw refuse('no-such-unit', { unit: input.at });
    if (input.workMaster !== order.workMaster) throw refuse('other-master', { master: order.workMaster ?? 'none' });
    if (input.person !== undefined && act.role !== 'system' && input.person !== act.by) throw refuse('other-person', { signedIn: act.by, person: input.person });
    const master = order.workMaster === undefined ? undefined : inForce(objects, 'work.master', order.workMaster);
    if (order.workMaster !== undefined && !master) throw refuse('no-such-master', { master: order.workMaster });

    const { requires, on } = (master?.fields ?? { on: [] }) as unknown as Master;
    const person = inForce(objects, 'personnel.person', act.by);
    const lack = requires === undefined || act.role === 'system' ? undefined : lackOf(person, requires, known, act);
    if (lack) rule('unqualified', true, lack);
    rule('not-meant-here', on.length > 0 && !on.some((one) => one.at === input.at || one.at === order.place), {
      master: order.workMaster ?? '',
      unit: input.at,
      units: on.map((one) => one.at).join(', '),
    });
    rule('given-to-others', act.role !== 'system' && order.persons.length > 0 && !order.persons.includes(act.by), { persons: order.persons.join(', ') });
    const other = running.find((one) => one.state === 'running' && one.id !== order.id);
    rule('unit-busy', other !== undefined, { unit: input.at, since: other?.state === 'running' ? other.runningSince.toString() : '', other: other?.id ?? '' });
    const directive = master && { workMaster: master.name, since: master.since, fields: master.fields };
    return { type: 'work.job-order.started', subject: order.id, runsAt: input.at, ...(directive && { directive }), by: act.by, at: act.happenedAt };
  },
});
