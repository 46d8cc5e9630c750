import { objectId, type StoredObject } from '@millrace/model';
import type { PlantModel, PlantObject } from '@millrace/ui';

/** Objects of the model in force as a command loads them, so that the browser asks the same rule as the server. */
export const stored = (...objects: readonly (PlantObject | undefined)[]): StoredObject[] =>
  objects.flatMap((one) => (one ? [{ id: objectId(one.kind, one.id), kind: one.kind, name: one.id, fields: { ...one.fields }, since: '', state: 'current' }] : []));

/** How long each qualification holds, and who renews it. */
export const skills = (model: PlantModel): StoredObject[] => stored(...model.of('personnel.qualification'), ...model.of('personnel.role'));
