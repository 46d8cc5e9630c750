import { canonical, command, some } from '@millrace/kernel';
import { modelObject } from '@millrace/model';
import * as z from 'zod';
import { resolve } from '../resolve/resolve.ts';
import { wordKinds, wordsOf, type Words } from '../resolve/words.ts';
import { productionRequest } from './production-request.ts';
import { toldOf } from './told-of.ts';

/** The model changed: held requests for which it says something else now are taken again, each by itself. The others stay as they are. */
export const reconsider = command({
  address: 'planning.production-request.reconsider',
  summary: 'Look at held production requests again',
  part: 'ours',
  input: z.object({}),
  load: () => ({ requests: some(productionRequest, { state: 'held' }), objects: some(modelObject, { kind: wordKinds, state: 'current' }) }),
  decide({ requests, objects }, _input, act) {
    const words = new Map<string, Words>();
    return requests.flatMap((request) => {
      if (!words.has(request.system)) words.set(request.system, wordsOf(objects, request.system));
      const problems = resolve(toldOf(request), words.get(request.system)!, act.at).map((line) => line.problems);
      if (canonical(problems) === canonical(request.lines.map((line) => line.problems))) return [];
      return [{ type: 'planning.production-request.reconsidered' as const, subject: request.id, message: request.message }];
    });
  },
});
