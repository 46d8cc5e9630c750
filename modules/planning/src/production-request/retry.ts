import { command, id, known, nameText, one, some } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import { jobOrder } from '@millrace/work';
import * as z from 'zod';
import { difference } from '../difference/difference.ts';
import { differenceId } from '../ids.ts';
import { wordKinds } from '../resolve/words.ts';
import { productionRequest } from './production-request.ts';
import { take } from './receive.ts';
import { toldOf } from './told-of.ts';

/** A held request is taken again by the model as it is now. */
export const retry = command({
  address: 'planning.production-request.retry',
  summary: 'Resolve a held production request again',
  part: 'ours',
  input: z.object({
    request: id('planning.production-request'),
    /** Message that told it last, as its page shows it. */
    message: nameText(),
  }),
  refusals: {
    'not-held': 'This request is not held; it is {state}.',
    'told-again': 'A newer message told it since. Open it again.',
  },
  load: ({ request, message }) => ({
    request: one(productionRequest, request),
    jobs: some(jobOrder, { request }),
    objects: some(modelObject, { kind: wordKinds, state: 'current' }),
    difference: known(difference, [differenceId(request, message)]),
    open: some(difference, { request, state: 'open' }),
  }),
  decide({ request, jobs, objects, open }, { message }, act, { refuse }) {
    if (request.state !== 'held') throw refuse('not-held', { state: request.state });
    if (request.message !== message) throw refuse('told-again');
    return take({ subject: request.id, request, told: toldOf(request), message, toldAt: request.toldAt, jobs, objects, open, act });
  },
});
