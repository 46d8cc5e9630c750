import { newId } from '@millrace/kernel';
import type { Action, PlantModel, Schema } from '@millrace/ui';

const letterWords = { S: 'Safety', Q: 'Quality', D: 'Delivery', C: 'Cost', P: 'People', M: 'Maintenance', E: 'Environment', I: 'Improvement' };

/** People of the plant, as a choice of one owner. */
export function ownersOf(model: PlantModel): { readonly schema: Schema; readonly words: Readonly<Record<string, string>> } {
  const people = model.of('personnel.person').map((one) => [one.id, String(one.fields['name'])] as const);
  return { schema: { type: 'string', title: 'Who owns it', enum: people.map(([id]) => id) }, words: Object.fromEntries(people) };
}

interface About {
  readonly place: string;
  readonly board?: string;
  readonly letter?: string;
  readonly from?: { readonly noun: string; readonly id: string };
  readonly onDone?: (action: string) => void;
}

/** Opening an action: one owner, a due date, and what it came from. */
export function openAction(model: PlantModel, { place, board, letter, from, onDone }: About): Action {
  const id = newId();
  const owners = ownersOf(model);
  return {
    label: 'Open an action',
    address: 'governance.action.open',
    input: { action: id, place, ...(board && { board }), ...(letter && { letter }), ...(from && { from }) },
    schema: {
      type: 'object',
      required: ['title', 'owner', 'due', ...(letter ? [] : ['letter'])],
      properties: {
        title: { type: 'string', title: 'What will be done', minLength: 3, maxLength: 160 },
        owner: owners.schema,
        due: { type: 'string', format: 'date-time', title: 'Due' },
        ...(letter ? {} : { letter: { type: 'string', title: 'Letter', enum: Object.keys(letterWords) } }),
        detail: { type: 'string', title: 'More about it', maxLength: 4000 },
      },
    },
    fields: { of: { owner: { choices: owners.words }, letter: { choices: letterWords } } },
    ...(onDone && { onDone: () => onDone(id) }),
  };
}
