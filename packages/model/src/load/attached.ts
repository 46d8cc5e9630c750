import { nearest, sha256 } from '@millrace/kernel';
import type { Kind } from '../kind.ts';
import type { ModelObject } from '../model.ts';
import { pathText, replacedAt, valuesAt } from '../path.ts';
import type { Problem } from '../problem.ts';
import type { Standing } from './objects.ts';
import type { SourceFile } from './source.ts';

/** Sorts of files that may stand beside model files and be named in them. SVG is text, the others come as base64. */
export const mediaTypes: Readonly<Record<string, string>> = { svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg' };
// 400 kB: a photograph that is legible on a panel, and a hundred of them are still a small model
const longest = 400_000;

export const endingOf = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase();
export const isAttachment = (file: SourceFile) => endingOf(file.path) in mediaTypes;
const nameOf = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** `weigh.svg sha256:9f…` as the files name it: `weigh.svg`. */
export const attachedName = (value: string) => value.replace(/ sha256:[0-9a-f]{64}$/, '');

/** The files beside a model, by name: what objects name is bound to their content, so that another picture is another instruction. */
export function attachments(files: readonly SourceFile[]) {
  const byName = Map.groupBy(files.filter(isAttachment), (file) => nameOf(file.path));
  const used = new Map<string, { object: ModelObject; where: Standing }>();
  /** Hash of the content by the name that stands for it; two names may stand for the same bytes. */
  const hashes = new Map<string, string>();
  return {
    /** The object's fields with each named file bound to its content; what is missing or too large is a problem where it is named. */
    bind(
      kind: Kind,
      fields: Readonly<Record<string, unknown>>,
      where: Standing,
      problems: Problem[],
      told: Pick<Problem, 'file' | 'kind' | 'id'>,
    ): Readonly<Record<string, unknown>> {
      let bound: unknown = fields;
      for (const [declared, becomes] of kind.files) {
        for (const { path, value } of valuesAt(fields, declared)) {
          const wrong = (says: string, instead: string) => problems.push({ code: 'dangling-reference', ...told, ...where.at(path), path: pathText(path), says, instead });
          const name = String(value);
          const [file, ...others] = byName.get(name) ?? [];
          const meant = file ? undefined : nearest(name, [...byName.keys()]);
          if (!file)
            wrong(
              `There is no file ${name} beside the model files.`,
              meant === undefined ? 'Put it into the folder of the plant, such as under pictures/.' : `Did you mean ${meant}?`,
            );
          else if (others.length > 0)
            wrong(
              `Files of the name ${name} stand in several folders: ${[file, ...others].map(({ path }) => path).join(', ')}.`,
              'Give each a name of its own; a model names a file without its folder.',
            );
          else if (file.text.length > longest)
            wrong(`${name} has ${Math.round(file.text.length / 1000)} kB; a picture may have ${longest / 1000} kB.`, 'Make it smaller; a terminal shows 1,000 pixels.');
          else {
            const hash = [...sha256(new TextEncoder().encode(file.text))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
            hashes.set(name, hash);
            // one object per content: it goes by the first of its names, whatever the order of the files
            if (String(used.get(hash)?.object.fields['name'] ?? name) < name) continue;
            const object = { kind: becomes, id: hash, fields: { name, mediaType: mediaTypes[endingOf(file.path)], content: file.text } };
            used.set(hash, { object, where: { file: file.path, document: 0, path: [], at: () => ({ line: 1, column: 1 }) } });
          }
        }
        bound = replacedAt(bound, declared.split('.'), (value) => {
          const hash = hashes.get(String(value));
          return hash === undefined ? value : `${String(value)} sha256:${hash}`;
        });
      }
      return bound as Readonly<Record<string, unknown>>;
    },
    /** The files that were named, each once, as objects. */
    used: () => [...used.values()],
  };
}
