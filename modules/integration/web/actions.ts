import { newId } from '@millrace/kernel';
import type { Action, Schema } from '@millrace/ui';
import type { MessageShown } from './words.ts';

const why: Schema = { type: 'object', required: ['why'], properties: { why: { type: 'string', title: 'Why', minLength: 1, maxLength: 400 } } };

/** What may be done with a message: a dead letter is mended, replayed or discarded. The text is known on its page only. */
export function actionsOf(message: Pick<MessageShown, 'id' | 'revision' | 'state' | 'direction'>, raw?: string | null): readonly Action[] {
  const isDead = message.state === 'refused' || message.state === 'not-sent';
  const input = { message: message.id };
  const seen = message.revision;
  const mend: Action = {
    label: 'Mend',
    address: 'integration.message.mend',
    kind: 'primary',
    input: { ...input, mended: newId() },
    schema: { type: 'object', required: ['text', 'why'], properties: { text: { type: 'string', title: 'Text', maxLength: 262_144 }, why: why.properties!['why']! } },
    fields: { start: { text: raw ?? '' }, of: { text: { full: true } } },
    consequence: 'The mended text becomes a message of its own and is read at once; this one stays as it came.',
    seen,
    ...(raw === null && { why: 'It is no text, or too long to be mended here. Let the sender send it again.' }),
    done: 'Mended; the new message is read now.',
  };
  return [
    ...(raw !== undefined && message.direction === 'in' && (message.state === 'refused' || message.state === 'partly-accepted') ? [mend] : []),
    ...(isDead
      ? [
          {
            label: 'Replay',
            address: 'integration.message.replay',
            input,
            seen,
            consequence: 'It is read, or sent, once more as it is.',
            done: 'It is on its way again.',
          } satisfies Action,
          {
            label: 'Discard',
            address: 'integration.message.discard',
            kind: 'danger',
            input,
            schema: why,
            seen,
            consequence: 'It is given up. It stays readable.',
          } satisfies Action,
        ]
      : []),
  ];
}
