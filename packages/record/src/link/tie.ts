import { command, fresh, id, nameText } from '@millrace/kernel';
import * as z from 'zod';
import { link } from './link.ts';

/** Ties two records together. */
export const tie = command({
  address: 'record.link.tie',
  summary: 'Tie two records together',
  input: z.object({ link: id('record.link'), fromNoun: nameText(), fromId: nameText(), toNoun: nameText(), toId: nameText(), relation: z.string().max(60).default('relates to') }),
  refusals: { itself: 'A record is not tied to itself.' },
  about: (input) => [
    { noun: input.fromNoun, id: input.fromId },
    { noun: input.toNoun, id: input.toId },
  ],
  load: (input) => fresh(link, input.link),
  decide(_none, { link: subject, ...facts }, _act, { refuse }) {
    if (facts.fromNoun === facts.toNoun && facts.fromId === facts.toId) throw refuse('itself');
    return { type: 'record.link.tied', subject, ...facts };
  },
});
