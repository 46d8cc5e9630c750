import { command, one, id } from '@millrace/kernel';
import * as z from 'zod';
import { execution } from '../execution/execution.ts';
import { judge } from './judge.ts';

/**
 * A value was read. It is kept whatever it is; out of limits it may be read again as often as the directive says,
 * and when none is left the execution is blocked.
 */
export const record = command({
  address: 'mes.reading.record',
  summary: 'Record a value for a step',
  is: 'report',
  input: z.object({ execution: id('mes.execution'), step: z.string(), data: z.string(), value: z.string().trim().min(1).max(400), from: z.string().max(120).optional() }),
  load: (input) => one(execution, input.execution),
  decide(state, input, act) {
    const asked = state.steps.find((step) => step.id === input.step)?.data.find((data) => data.id === input.data);
    const judged = asked ? judge(asked, input.value) : { misfit: 'the job does not ask for it' };
    const base = { step: input.step, data: input.data, value: input.value, by: act.by, at: act.happenedAt, ...(input.from !== undefined && { from: input.from }) };
    const read = (verdict: 'within' | 'outside' | 'noted' | 'unasked', says?: string) => ({ type: 'mes.execution.read' as const, subject: state.id, reading: { ...base, verdict, ...(says !== undefined && { says }) } });
    if ('misfit' in judged) return [read('unasked', judged.misfit)];
    if (state.state === 'done') return [read('unasked', 'the job was done already')];
    const before = openReadings(state.readings, input.step, input.data);
    // where the directive asks for another person, the same person's second reading does not count as the re-check
    const isSamePerson = asked!.recheckBy === 'other' && before.some((reading) => reading.by === act.by);
    if (isSamePerson) return [read('unasked', 'someone else must take the re-check')];
    if (judged.verdict !== 'outside') return [read(judged.verdict)];
    const outside = before.length + 1;
    const isOver = outside > asked!.recheck && asked!.leadsTo !== 'note' && state.state === 'running';
    const kept = read('outside', judged.says);
    if (!isOver) return [kept];
    const block = { step: input.step, data: input.data, value: input.value, says: judged.says ?? 'out of limits', leadsTo: asked!.leadsTo as 'call' | 'deviation', since: act.at };
    return [kept, { type: 'mes.execution.blocked' as const, subject: state.id, block, place: state.place, jobOrder: state.jobOrder, ...(state.lot !== undefined && { lot: state.lot }) }];
  },
});

/** Readings out of limits since the last good one of this value: those that a re-check answers. */
export function openReadings<R extends { step: string; data: string; verdict: string }>(readings: readonly R[], step: string, data: string): R[] {
  const mine = readings.filter((reading) => reading.step === step && reading.data === data && reading.verdict !== 'unasked');
  const lastGood = mine.findLastIndex((reading) => reading.verdict !== 'outside');
  return mine.slice(lastGood + 1);
}
