import { command, fresh, id } from '@millrace/kernel';
import * as z from 'zod';
import { plannedChange, revision } from './revision.ts';

/** Lays a planned change before those who sign. Nothing changes until the last of them applies it. */
export const propose = command({
  address: 'model.revision.propose',
  summary: 'Propose a planned change of the operating model',
  input: z.object({ revision: id('model.revision'), ...plannedChange }),
  load: (input) => fresh(revision, input.revision),
  decide(_none, { revision: subject, from: fromHash, to: toHash, why, expects, effectiveAt, ...rest }, act) {
    return {
      type: 'model.revision.proposed',
      subject,
      ...rest,
      fromHash,
      toHash,
      ...(why !== undefined && { why }),
      ...(expects && { expects }),
      ...(effectiveAt && { effectiveAt }),
      by: act.by,
      at: act.at,
    };
  },
});
