import { snake } from '@millrace/store';

// a badge's number opens a terminal: it is as good as a secret
const fields = ['passwordHash', 'pinHash', 'tokenHash', 'codeHash', 'numberHash', 'badge'];
const secretFields = new Set([...fields, ...fields.map(snake)]);

/** Whether a field of a record, or the column it is kept in, is nobody's to read. */
export const isSecret = (field: string): boolean => secretFields.has(field);

export const withoutSecrets = (of: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(of).filter(([field]) => !isSecret(field)));
