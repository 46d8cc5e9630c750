import { namedId, type Id } from '@millrace/kernel';

/** The record's identity of a model object: the same everywhere, from its kind and name. */
export const objectId = (kind: string, name: string): Id<'model.object'> => namedId('model.object', kind, name);
