import { command, fresh, id, keptContent, nameText } from '@millrace/kernel';
import * as z from 'zod';
import { file } from './file.ts';
import { endings, isOfKind, kindOf } from './kinds.ts';

/** Adds a file to any record: the body of the request is the file itself. */
export const add = command({
  address: 'record.file.add',
  summary: 'Add a file to a record',
  content: { into: 'content', names: 'file', types: 'any' },
  input: z.object({
    file: id('record.file'),
    noun: nameText(),
    subject: nameText(),
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^[^/\\\p{Cc}]+$/u, { error: 'must be the name of a file, without its folder' }),
    content: keptContent.describe('The file itself, as the body of the request'),
  }),
  refusals: {
    'kind-not-kept': '{name} is of a kind that is not kept here. Kept are files that end in {endings}.',
    'not-what-it-says': '{name} does not begin as such a file does. Save it again in that format, or give it the ending it really has.',
    empty: '{name} is empty. Look at the file where you took it from.',
  },
  about: (input) => ({ noun: input.noun, id: input.subject }),
  load: (input) => fresh(file, input.file),
  decide(_none, { file: subject, noun, subject: of, name, content }, act, { refuse }) {
    const kind = kindOf(name);
    if (!kind) throw refuse('kind-not-kept', { name, endings });
    if (content.bytes === 0) throw refuse('empty', { name });
    if (!isOfKind(kind, content.head)) throw refuse('not-what-it-says', { name });
    return { type: 'record.file.added', subject, noun, of, name, mediaType: kind.mediaType, bytes: content.bytes, sha256: content.sha256, by: act.by, at: act.happenedAt };
  },
});
