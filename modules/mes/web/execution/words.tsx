import type { Execution } from '@millrace/mes';
import { dayClock, unitInWords, type EventWords, type Names } from '@millrace/ui';

const decided: Readonly<Record<string, string>> = {
  recheck: 'allowed one more reading',
  adjust: 'had it adjusted and asked for one more reading',
  stop: 'stopped the job',
  deviation: 'left it to quality',
};

/** What happened in the work of a job, in sentences. */
export const executionWords =
  (state: Execution, names: Names, zone: string): EventWords =>
  ({ type, data, by }) => {
    const titleOf = (step: unknown) => state.steps.find((one) => one.id === step)?.title ?? String(step);
    const reading = data['reading'] as { step: string; data: string; value: string; says?: string; check?: number; from?: string } | undefined;
    const block = data['block'] as { value: string; says: string; calls?: string; leadsTo: string } | undefined;
    switch (type) {
      case 'mes.execution.begun':
        return { did: 'laid out the steps' };
      case 'mes.execution.read': {
        const asked = state.steps.find((one) => one.id === reading?.step)?.data.find((one) => one.id === reading?.data);
        return {
          did: (
            <>
              read <b>{`${reading?.value} ${unitInWords(asked?.unit)}`}</b> for “{asked?.ask ?? reading?.data}”{reading?.check === undefined ? '' : `, check ${reading.check}`}
            </>
          ),
          note: reading?.says,
        };
      }
      case 'mes.execution.blocked':
        return {
          did: (
            <>
              read a value that blocks the step: <b>{block?.says}</b>
            </>
          ),
          note: block?.leadsTo === 'call' ? `${names.role(block.calls ?? 'team-leader')} is called` : 'a deviation must allow it to go on',
        };
      case 'mes.execution.call-accepted':
        // accepted on a phone, it is a rule that brings it here
        return { did: data['by'] === by ? 'took the call' : `noted that ${names.person(String(data['by']))} took the call` };
      case 'mes.execution.call-answered':
        return { did: decided[String(data['decision'])], note: String(data['words']) };
      case 'mes.execution.deviation-noted':
        return { did: 'tied the deviation to the blocked step' };
      case 'mes.execution.deviation-forgotten':
        return { did: 'noted that quality did not let the step go on: another deviation decides' };
      case 'mes.execution.unblocked':
        return { did: 'let the step go on with the value it has' };
      case 'mes.execution.step-completed':
        return {
          did: (
            <>
              did <b>{titleOf(data['step'])}</b>
            </>
          ),
        };
      case 'mes.execution.step-verified':
        return {
          did: (
            <>
              verified <b>{titleOf(data['step'])}</b>
            </>
          ),
        };
      case 'mes.execution.check-planned':
        return {
          did: (
            <>
              set check {String(data['check'])} of {titleOf(data['step'])}
            </>
          ),
          note: `due ${dayClock(String(data['dueAt']), zone)}`,
        };
      case 'mes.execution.check-overdue':
        return {
          did: (
            <>
              found check {String(data['check'])} of {titleOf(data['step'])} <b>overdue</b>
            </>
          ),
        };
      case 'mes.execution.check-done':
        return {
          did: (
            <>
              did <b>check {String(data['check'])}</b> of {titleOf(data['step'])}
            </>
          ),
        };
      case 'mes.execution.checks-ended':
        return { did: <>ended the checks of {titleOf(data['step'])}</> };
      case 'mes.execution.clock-stopped':
        return { did: 'stopped the clock of the checks: the job stands' };
      case 'mes.execution.clock-started':
        return { did: 'let the clock of the checks run again' };
      case 'mes.execution.finished':
        return { did: 'found every step done' };
      default:
        return undefined;
    }
  };
