import { covers } from '@millrace/kernel';
import type { Fields } from './kind.ts';
import type { SignatureNeed } from './plan/report.ts';

/** What a signature policy asks for, in its order. */
export interface SignaturesAsked {
  readonly signatures: readonly { readonly role: string; readonly says: string }[];
  readonly inOrder: boolean;
  readonly differentPersons: boolean;
  /** Badge or PIN is enough. */
  readonly quickly: boolean;
}

type Listed = readonly { readonly kind: string; readonly fields: Fields }[];

/**
 * The signatures that a model asks of a command on a day: of the policies that cover it, that of the nearest part of the plant, then the one with
 * the narrower address. `around` is the place of the act and all it lies in, nearest first; one policy that names no place holds everywhere.
 */
export function signaturesAsked(objects: Listed, address: string, around: readonly string[], today: string): SignaturesAsked | undefined {
  const distance = ({ at }: Fields) => (at === undefined ? around.length : around.indexOf(String(at)));
  const width = ({ of }: Fields) => String(of).split('*').length;
  const [policy] = objects
    .flatMap(({ kind, fields }) => (kind === 'governance.signature-policy' && covers(String(fields['of']), address) ? [fields] : []))
    .filter(({ from, at }) => (from === undefined || String(from) <= today) && (at === undefined || around.includes(String(at))))
    .toSorted((a, b) => distance(a) - distance(b) || width(a) - width(b));
  const signatures = policy?.['signatures'] as SignaturesAsked['signatures'] | undefined;
  if (!policy || !signatures || signatures.length === 0) return undefined;
  return { signatures, inOrder: policy['inOrder'] !== false, differentPersons: policy['differentPersons'] !== false, quickly: policy['quickly'] === true };
}

/** The steps that a plant's own procedure adds before a command. */
export const stepsAsked = (objects: Listed, address: string): readonly Fields[] =>
  objects.flatMap(({ kind, fields }) => (kind === 'governance.lifecycle-step' && fields['before'] === address ? [fields] : []));

const applies = 'model.revision.apply';

/** All that must be signed before a change of the model is made: the steps that are added before it, then the signatures of the policy. */
export const signaturesOfChange = (objects: Listed, today: string): readonly SignatureNeed[] => [
  ...stepsAsked(objects, applies).map((step) => ({ address: 'record.step.sign', meaning: String(step['says']), role: String(step['role']) })),
  ...(signaturesAsked(objects, applies, [], today)?.signatures ?? []).map(({ says, role }) => ({ address: applies, meaning: says, role })),
];

/** Whether a change is laid down first and signed there: more than the signature of whoever applies it is needed. */
export const isProposedFirst = (needs: readonly SignatureNeed[]): boolean => needs.length > 1 || needs.some((one) => one.address !== applies);
