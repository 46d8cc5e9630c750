import type { Id } from '@millrace/kernel';
import { objectId } from '@millrace/model';

/** An escalation's identity follows from its cause, so that one cause has one, however often it is heard. */
export const escalationOf = (causeNoun: string, cause: string) => objectId('governance.escalation', `${causeNoun} ${cause}`) as unknown as Id<'governance.escalation'>;
