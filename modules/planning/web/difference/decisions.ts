import type { Action, Schema } from '@millrace/ui';
import type { DifferenceShown } from '../words.ts';

const why: Schema = { type: 'object', required: ['why'], properties: { why: { type: 'string', title: 'Why', minLength: 1, maxLength: 400 } } };

/** The two ways out of a difference. */
export function decisionsOf(one: Pick<DifferenceShown, 'id' | 'revision' | 'state' | 'system'> & { readonly items: readonly { readonly what: string }[] }): readonly Action[] {
  if (one.state !== 'open') return [];
  const address = 'planning.difference.decide';
  const isChanged = one.items.some((item) => item.what === 'changed');
  const isCancelled = one.items.some((item) => item.what === 'cancelled');
  return [
    {
      label: isCancelled ? 'Apply: abort what was begun' : 'Apply: follow the request',
      address,
      kind: 'primary',
      input: { difference: one.id, decision: 'apply' },
      schema: why,
      seen: one.revision,
      consequence: isCancelled ? 'The begun order is aborted; what was made and counted stays.' : 'The begun order gets the quantity that is told now.',
      ...(isChanged && { why: 'Begun work does not change its material, lot or place. Keep it, or abort the order by hand.' }),
      done: 'Decided. The order follows its request.',
    },
    {
      label: 'Keep what was begun',
      address,
      input: { difference: one.id, decision: 'keep' },
      schema: why,
      seen: one.revision,
      consequence: 'The order goes on as it began; the other system is not followed.',
      done: 'Decided. The order goes on as it began.',
    },
  ];
}
