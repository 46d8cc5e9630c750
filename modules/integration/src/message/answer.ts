import { command, id, known, namedId, one, some } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import * as z from 'zod';
import { flowOut } from './flow-out.ts';
import { message, type Message } from './message.ts';

/** The message that tells what became of another: one for each outcome, and one more for each time the same came again. */
export const answerId = (of: string, outcome: string, again = '') => namedId('integration.message', 'answer', of, outcome, again);

const isError = (state: Message['state']) => state === 'refused' || state === 'partly-accepted';

/** The sender of a message asked to be told what became of it, and that is known now (B2MML, ConfirmBOD). */
export const answer = command({
  address: 'integration.message.answer',
  summary: 'Prepare the answer to a message that asked for one',
  caller: 'system',
  input: z.object({ message: id('integration.message'), outcome: z.enum(['accepted', 'partly-accepted', 'refused']), again: z.string().max(80).default('') }),
  load: (input) => ({
    message: one(message, input.message),
    before: known(message, [answerId(input.message, input.outcome, input.again)]),
    flows: some(modelObject, { kind: 'integration.flow', state: 'current' }),
  }),
  decide({ message: state, before, flows }, { outcome, again }, act) {
    // what became of it has moved on since the rule that asks: the later rule tells the later outcome
    if (state.direction === 'out' || state.state !== outcome || before.length > 0) return [];
    const asked = state.confirmation ?? 'OnError';
    if (asked === 'Never' || (asked === 'OnError' && !isError(state.state))) return [];
    const flow = flowOut(flows, state.system, 'confirmation');
    if (!flow) return [];
    return [
      {
        type: 'integration.message.prepared' as const,
        subject: answerId(state.id, outcome, again),
        answers: state.id,
        system: state.system,
        flow: flow.name,
        name: `answer to ${state.name}`.slice(0, 260),
        at: act.at,
      },
    ];
  },
});
