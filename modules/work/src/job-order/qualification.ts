import { dayAt, some, type Act } from '@millrace/kernel';
import { modelObject, objectId, type StoredObject } from '@millrace/model';
import { qualifiedOn } from '@millrace/personnel';

/** What is loaded to judge who may do a work: how long each qualification holds, and the role that renews it. A work names its own only in its master, so all are; a plant has some tens. */
export const qualifications = () => some(modelObject, { kind: ['personnel.qualification', 'personnel.role'], state: 'current' });

/** Facts of the rule that somebody is not qualified; none where they are, on that day of the plant. */
export interface Unqualified {
  readonly [fact: string]: string;
  readonly qualification: string;
  readonly person: string;
  /** The rest of the sentence: which ended when and who renews it, or from when it holds. */
  readonly standing: string;
}

/** Whether a person lacks a qualification at the moment of an act, and how that is mended. */
export function lackOf(
  person: StoredObject | undefined,
  requires: string,
  loaded: readonly StoredObject[],
  { by, at, timeZone }: Pick<Act, 'by' | 'at' | 'timeZone'>,
): Unqualified | undefined {
  const asked = find(loaded, 'personnel.qualification', requires);
  const stands = qualifiedOn(dayAt(at, timeZone).toString(), person?.fields.holds, requires, asked?.validFor);
  if (stands.is === 'held') return undefined;
  const said = { qualification: String(asked?.name ?? requires), person: String(person?.fields.name ?? by) };
  if (stands.is === 'never') return { ...said, standing: '' };
  if (stands.is === 'not yet') return { ...said, standing: `: it holds from ${stands.from}`, from: stands.from };
  const renewer =
    asked?.renewedBy === undefined
      ? 'whoever changes people in the model'
      : `the role "${String(find(loaded, 'personnel.role', String(asked.renewedBy))?.name ?? asked.renewedBy)}"`;
  return { ...said, standing: `: it ended on ${stands.on}, and ${renewer} can renew it`, ended: stands.on, renewer };
}

const find = (loaded: readonly StoredObject[], kind: string, name: string) => loaded.find((one) => one.id === objectId(kind, name) && one.state === 'current')?.fields;
