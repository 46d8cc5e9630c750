import { namedId } from '@millrace/kernel';

/** A person has one credential at a site; its identity follows from the person. */
export const credentialOf = (person: string) => namedId('personnel.credential', person);
