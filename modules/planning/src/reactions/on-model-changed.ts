import { upward } from '@millrace/kernel';
import { revision } from '@millrace/model';
import { productionRequest } from '../production-request/production-request.ts';
import { reconsider } from '../production-request/reconsider.ts';
import { retry } from '../production-request/retry.ts';

/** A changed model may know what held requests name. */
export const onModelChanged = [
  upward({ name: 'planning.reconsider-after-model-change', noun: revision, on: 'model.revision.applied', then: reconsider, inputs: () => [{}], key: () => 'held' }),
  upward({
    name: 'planning.retry-reconsidered',
    noun: productionRequest,
    on: 'planning.production-request.reconsidered',
    then: retry,
    inputs: (event) => [{ request: event.subject, message: event.message }],
  }),
];
