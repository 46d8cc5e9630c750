import { command, known } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { lot } from './lot.ts';
import { newLot, received } from './receive.ts';

/** A job makes a lot: it exists from its start, with nothing in it. One that an earlier job began, or that came in, stays as it is. */
export const begin = command({
  address: 'material.lot.begin',
  summary: 'Begin the lot that a job makes',
  caller: 'system',
  is: 'report',
  input: z.object(newLot),
  rules: { 'unknown-material': 'Nobody here knows the material "{definition}" that the job makes. Have it added to the model; the lot is kept aside until then.' },
  place: (input) => input.place,
  load: (input) => ({ lots: known(lot, [input.lot]), definitions: known(modelObject, [objectId('material.definition', input.definition)]) }),
  decide({ lots, definitions }, input, act, { rule }) {
    if (lots.length > 0) return [];
    rule('unknown-material', definitions.length === 0, { definition: input.definition });
    return received(definitions, input, act);
  },
});
