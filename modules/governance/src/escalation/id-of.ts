import { namedId } from '@millrace/kernel';

/** An escalation's identity follows from its cause, so that one cause has one, however often it is heard. */
export const escalationOf = (causeNoun: string, cause: string) => namedId('governance.escalation', causeNoun, cause);
