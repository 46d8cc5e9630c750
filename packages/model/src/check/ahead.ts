import { covers } from '@millrace/kernel';
import type { Model } from '../model.ts';
import type { Checked } from './check.ts';
import type { Words } from './words.ts';

/**
 * Signatures that nobody could give. All but the last of several, and the signature of an added step, are given on the record before the command
 * is done; where the command makes its record only then, there is nothing to sign, and the command could never be done.
 */
export function signedAhead(model: Model, known: Words): Checked[] {
  return model.objects.flatMap((object): Checked[] => {
    const { fields } = object;
    const isPolicy = object.kind === 'governance.signature-policy' && Array.isArray(fields['signatures']) && fields['signatures'].length > 1;
    const field = isPolicy ? 'of' : object.kind === 'governance.lifecycle-step' ? 'before' : undefined;
    if (field === undefined) return [];
    const stuck = known.makesItsRecord.filter((address) => covers(String(fields[field]), address));
    const [first] = stuck;
    if (first === undefined) return [];
    const others = known.commands.filter((address) => address.startsWith(`${first.slice(0, first.lastIndexOf('.'))}.`) && !known.makesItsRecord.includes(address));
    return [
      {
        code: 'rule',
        object,
        path: [field],
        says: `${first} makes its record, so there is nothing yet on which ${isPolicy ? 'the signatures before the last one' : 'this step'} could be signed.`,
        instead: `${isPolicy ? 'Ask for one signature here' : 'Put the step before a later command'}${others.length > 0 ? `, or take one that comes after it: ${others.slice(0, 6).join(', ')}.` : '.'}`,
      },
    ];
  });
}
