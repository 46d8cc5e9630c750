import { newId } from '@millrace/kernel';
import type { Answer } from '@millrace/store';
import type { Plant } from './plant.ts';

/** An object of the operating model as a test writes it. Without fields it is retired. */
export interface GivenObject {
  readonly kind: string;
  readonly id: string;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Brings objects of the operating model into force in a test's plant, as one revision. Needs the room `model` among its rooms. */
export async function setModel(p: Plant, objects: readonly GivenObject[]): Promise<Answer> {
  const { rows } = await p.owner.query<{ kind: string; name: string; fields: unknown }>(`select kind, name, fields from model.object where state = 'current'`);
  const before = new Map(rows.map((row) => [`${row.kind} ${row.name}`, row.fields]));
  const steps = objects.map(({ kind, id, fields }) => {
    const was = before.get(`${kind} ${id}`);
    if (fields === undefined) return { action: 'retire', kind, id, before: was };
    return was === undefined ? { action: 'add', kind, id, after: fields } : { action: 'change', kind, id, before: was, after: fields };
  });
  const summary = { add: 0, change: 0, rename: 0, retire: 0, alike: 0 };
  return p.act('model.revision.apply', { revision: newId(), plan: 'of-a-test', from: '-', to: '-', summary, steps });
}
