import type { Id } from '@millrace/kernel';
import { objectId } from '@millrace/model';

/** A person has one credential at a site; its identity follows from the person. */
export const credentialOf = (person: string) => objectId('personnel.credential', person) as unknown as Id<'personnel.credential'>;
