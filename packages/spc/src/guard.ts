// one set of refusals for both packages
export { finite, oneOf, onlyNamed, openProbability, positive, probability, refuse, sample, whole } from '@millrace/statistics/guard';

/** Whether it is a list at all; text has a length too. Says nothing to the compiler, so that the type of the list stays. */
export const isList = (value: unknown): boolean => Array.isArray(value);
