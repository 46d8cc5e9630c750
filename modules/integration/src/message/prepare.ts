import { command, fresh, id, one, some } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import { productionRequest } from '@millrace/planning';
import * as z from 'zod';
import { flowOut } from './flow-out.ts';
import { message } from './message.ts';

/** Work that another system asked for is done: it is to be told, where the model has a flow for that. */
export const prepare = command({
  address: 'integration.message.prepare',
  summary: 'Prepare the performance message of an order',
  caller: 'system',
  input: z.object({ message: id('integration.message'), request: id('planning.production-request'), jobOrder: id('work.job-order') }),
  load: (input) => ({
    message: fresh(message, input.message),
    request: one(productionRequest, input.request),
    flows: some(modelObject, { kind: 'integration.flow', state: 'current' }),
  }),
  decide({ request, flows }, input, act) {
    const flow = flowOut(flows, request.system, 'production-performance');
    if (!flow) return [];
    return [
      {
        type: 'integration.message.prepared' as const,
        subject: input.message,
        jobOrder: input.jobOrder,
        request: input.request,
        system: request.system,
        flow: flow.name,
        name: `performance of ${request.externalId}`,
        at: act.at,
      },
    ];
  },
});
