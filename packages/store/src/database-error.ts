import { Fault, houseRefusal, InDoubt, NotAnswered, NotReached, type AnyCommand } from '@millrace/kernel';

export const isDatabaseError = (error: unknown): error is { code: string; constraint?: string; message: string; detail?: string } =>
  typeof error === 'object' && error !== null && 'severity' in error && 'code' in error;

// class 57P ends the session (an administrator, a shutdown, a start that is not over), 08 is its connection
const isConnectionLost = (error: unknown) => !isDatabaseError(error) || /^(57P|08)/.test(error.code);

// what says so already knows better whether anything was written
const isUntold = (error: unknown) => !(error instanceof NotAnswered) && isConnectionLost(error);

/** A lock that did not come in its time, whoever told it. */
export const isLockedOut = (error: unknown): boolean => {
  const told = error instanceof NotReached ? error.cause : error;
  return isDatabaseError(told) && told.code === '55P03';
};

/** What a statement that wrote and committed failed with: where the database did not say no, nobody here knows whether it did. */
export const unanswered = (error: unknown): unknown => (isUntold(error) ? new InDoubt(error) : error);

/** What failed before anything was written: where the database did not say no, it was not reached. */
export const unreached = (error: unknown): unknown => (isUntold(error) ? new NotReached(error) : error);

/** What an error of the database means: try again, a rule of the record, or a fault of ours. */
export function asRefusal(command: AnyCommand, error: unknown, isLastTry: boolean): 'again' | unknown {
  if (isLockedOut(error)) return 'again';
  if (!isDatabaseError(error)) return error;
  if (['40001', '40P01'].includes(error.code)) return 'again';
  // what an act found by looking among records is not locked before it is read: somebody changed it meanwhile, and the next try reads it anew
  if (error.code === 'MR001') return isLastTry ? houseRefusal(command.address, 'changed-since', { seen: 'an earlier one', revision: 'newer' }) : 'again';
  if (['23505', '23514', '23503', '23P01'].includes(error.code)) {
    // two acts with the same fresh id, or the same key on two servers: the second try finds the first one's rows
    if (error.constraint === 'command_key_is_used_once' || error.constraint === 'revision_of_a_record_happens_once') return 'again';
    // a server that has not heard yet how the model counts now drew the same number
    if (error.constraint?.endsWith('_number_is_used_once')) return 'again';
    // a check that has no name is the month that no partition was made for: that is ours to mend
    if (error.constraint !== undefined) return houseRefusal(command.address, 'conflict', { constraint: error.constraint.replaceAll('_', ' ') });
  }
  // class 22: a value that was sent is more than its column holds; the schemas bound what people send, and this is beneath them
  if (error.code.startsWith('22')) return houseRefusal(command.address, 'bad-input', { problems: `the record does not hold this: ${error.message}` });
  return new Fault(`${command.address} could not be written`, error);
}
