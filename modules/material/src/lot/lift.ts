import { command, id, nameText, one } from '@millrace/kernel';
import * as z from 'zod';
import { lot } from './lot.ts';

/** One cause no longer holds the lot. It is free again when no other does. */
export const lift = command({
  address: 'material.lot.lift',
  summary: 'Lift one hold from a lot',
  part: 'quality',
  input: z.object({ lot: id('material.lot'), noun: nameText(), cause: nameText() }),
  refusals: {
    'not-held': 'Lot {lot} is not on hold; there is nothing to lift.',
    'not-by-this': 'Lot {lot} is on hold, but not by this cause. Open the lot to see what holds it.',
  },
  rules: {
    'by-its-cause': 'A hold set by a {noun} is lifted by settling that {noun}, not by hand.',
  },
  load: (input) => one(lot, input.lot),
  decide(state, input, act, { refuse, rule }) {
    if (state.state !== 'on-hold') throw refuse('not-held', { lot: state.lotNumber });
    if (!state.holds.some((one) => one.noun === input.noun && one.cause === input.cause)) throw refuse('not-by-this', { lot: state.lotNumber });
    rule('by-its-cause', act.role !== 'system' && input.noun !== 'person', { noun: input.noun.split('.').at(-1) ?? input.noun });
    return { type: 'material.lot.lifted', subject: state.id, noun: input.noun, cause: input.cause };
  },
});
