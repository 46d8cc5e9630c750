import { command, id, known, nameText, one, some } from '@millrace/kernel';
import { lot } from '@millrace/material';
import * as z from 'zod';
import { execution, type Execution } from '../execution/execution.ts';
import type { Step } from '../execution/steps.ts';
import { isRepeated, openCheck } from '../step/order-of-steps.ts';
import { nextBlock } from '../step/next-block.ts';
import { openReadings } from '../step/wanted.ts';
import { judge } from './judge.ts';
import { lotWords, mayNameLot } from './lot-read.ts';

/**
 * A value was read. It is kept whatever it is; out of limits it may be read again as often as the directive says,
 * and when none is left the execution is blocked: at once, or when the value that blocks it already is decided.
 * A step that repeats keeps the readings of each repetition apart. Where a lot is asked for, it is looked up by the number on its label: one that
 * nobody knows here is noted as such, and one that may not be used is not taken into the work.
 */
export const record = command({
  address: 'mes.reading.record',
  summary: 'Record a value for a step',
  is: 'report',
  input: z.object({
    execution: id('mes.execution'),
    step: nameText(),
    data: nameText(),
    value: z.string().trim().min(1).max(400),
    from: z.string().max(120).optional(),
    /** Repetition it was read for, as the screen showed it; the one to be done next when absent. */
    check: z.int32().min(1).optional(),
  }),
  rules: { 'lot-not-usable': 'Lot {lot} may not be used: {why}. Take another lot, or ask quality.' },
  load: (input) => ({
    execution: one(execution, input.execution),
    lots: mayNameLot(input.value) ? some(lot, { lotNumber: input.value }) : known(lot, []),
  }),
  decide({ execution: state, lots }, input, act, { rule }) {
    const step = state.steps.find((one) => one.id === input.step);
    const asked = step?.data.find((data) => data.id === input.data);
    const judged = asked ? judge(asked, input.value) : { misfit: 'the job does not ask for it' };
    const check = step && isRepeated(step) ? (input.check ?? openCheck(step)?.n) : undefined;
    const of = { step: input.step, data: input.data, ...(check !== undefined && { check }) };
    const base = { ...of, value: input.value, by: act.by, at: act.happenedAt, ...(input.from !== undefined && { from: input.from }) };
    const read = (verdict: 'within' | 'outside' | 'noted' | 'unasked', says?: string) => ({
      type: 'mes.execution.read' as const,
      subject: state.id,
      reading: { ...base, verdict, ...(says !== undefined && { says }) },
    });
    if ('misfit' in judged) return [read('unasked', judged.misfit)];
    const late = asNobodyAsks(state, step!, check);
    if (late) return [read('unasked', judged.says === undefined ? late : `${late}: ${judged.says}`)];
    const before = openReadings(state.readings, input.step, input.data, check);
    // where the directive asks for another person, the same person's second reading does not count as the re-check
    const isSamePerson = asked!.recheckBy === 'other' && before.some((reading) => reading.by === act.by);
    if (isSamePerson) return [read('unasked', 'someone else must take the re-check')];
    const found = asked!.answer === 'lot' ? lotWords(lots, asked!.materials, act.happenedAt, act.timeZone) : undefined;
    rule('lot-not-usable', found?.isBarred === true, { lot: input.value, why: found?.says ?? '' });
    const kept = read(judged.verdict, judged.says ?? found?.says);
    return [kept, ...nextBlock(execution.evolve(state, kept), act.at)];
  },
});

/** Why a value that the job asks for is not asked for now: what was completed or verified with it stands as it was signed. */
function asNobodyAsks(state: Execution, step: Step, check: number | undefined): string | undefined {
  if (state.state === 'done') return 'the job was done already';
  if (!isRepeated(step)) return step.doneBy === undefined ? undefined : 'its step was done already';
  const open = openCheck(step);
  if (!open) return step.doneBy === undefined ? 'its step was not reached yet' : 'its checks had ended';
  return check === open.n ? undefined : 'its check was done already';
}
