import { covers } from '@millrace/kernel';
import type { Kinds } from '../kinds.ts';
import type { Model } from '../model.ts';
import type { Checked } from './check.ts';
import type { Words } from './words.ts';

/**
 * Signatures that nobody could give. All but the last of several, and the signature of an added step, are given on the record before the command
 * is done; where the command makes its record only then, there is nothing to sign, and the command could never be done.
 */
export function signedAhead(kinds: Kinds, model: Model, known: Words): Checked[] {
  return model.objects.flatMap((object): Checked[] => {
    const ahead = kinds.need(object.kind).signedAhead(object.fields);
    if (ahead === undefined) return [];
    const { field, what, instead } = ahead;
    const stuck = known.makesItsRecord.filter((address) => covers(String(object.fields[field]), address));
    const [first] = stuck;
    if (first === undefined) return [];
    const others = known.commands.filter((address) => address.startsWith(`${first.slice(0, first.lastIndexOf('.'))}.`) && !known.makesItsRecord.includes(address));
    return [
      {
        code: 'rule',
        object,
        path: [field],
        says: `${first} makes its record, so there is nothing yet on which ${what} could be signed.`,
        instead: `${instead}${others.length > 0 ? `, or take one that comes after it: ${others.slice(0, 6).join(', ')}.` : '.'}`,
      },
    ];
  });
}
