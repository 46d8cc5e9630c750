import { command, id, known, one, some } from '@millrace/kernel';
import { value } from '@millrace/indicator';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { effect } from './effect.ts';
import { measured } from './measure.ts';

/** The day has come: whether the indicator went where the change was to bring it, by its values as long before the change as after it. */
export const judge = command({
  address: 'governance.effect.judge',
  summary: 'Judge whether the effect of a change of the model came',
  caller: 'system',
  input: z.object({
    effect: id('governance.effect'),
    indicator: z.string(),
    place: z.string(),
    /** Production days that can hold a value of it; a timer that was started before this was asked for names none, and reads all. */
    days: z.array(z.iso.date()).min(1).optional(),
  }),
  refusals: { 'judged-already': 'This was judged already: {state}.' },
  place: (input) => input.place,
  load: ({ indicator, place, days, ...input }) => ({
    effect: one(effect, input.effect),
    definition: known(modelObject, [objectId('indicator.definition', indicator)]),
    values: some(value, { indicator, place, ...(days && { productionDay: days }) }),
  }),
  decide({ effect: state, definition: [definition], values }, _input, act, { refuse }) {
    if (state.state !== 'expected') throw refuse('judged-already', { state: state.state });
    const { id: subject, indicator, place, change, owner, baseline, aim, since, until } = state;
    // a definition that was retired since is known no more; without its unit no value of it can be told
    const unit = definition && 'fields' in definition ? String(definition.fields.unit) : undefined;
    const before = unit === undefined ? undefined : measured(values, unit, since.subtract(since.until(until)), since);
    const after = unit === undefined ? undefined : measured(values, unit, since, until);
    const told = { subject, indicator, place, change, owner, ...(before && { before }), ...(after && { after }), at: act.at };
    const isRise = aim >= baseline;
    const wanted = `${isRise ? 'at least' : 'at most'} ${aim}`;
    const was = before ? `${before.value} before (${before.windows} ${before.windows === 1 ? 'value' : 'values'})` : 'no final value before';
    if (!after)
      return {
        type: 'governance.effect.unjudged' as const,
        ...told,
        sentence: `${indicator} of ${place} has ${was} and no final value since; expected was ${wanted}. Nobody can say whether it came.`,
      };
    const sentence = `${indicator} of ${place} was ${was} and ${after.value} since (${after.windows} ${after.windows === 1 ? 'value' : 'values'}); expected was ${wanted}.`;
    const isThere = isRise ? after.value >= aim : after.value <= aim;
    return { type: isThere ? ('governance.effect.came' as const) : ('governance.effect.missed' as const), ...told, sentence };
  },
});
