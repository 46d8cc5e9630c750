import type { Finding } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import type { Loaded } from '../load/load.ts';
import { keyOf, ofKind } from '../model.ts';
import { pathText } from '../path.ts';
import { inFileOrder, type Problem } from '../problem.ts';
import { signedAhead } from './ahead.ts';
import { cycles } from './cycles.ts';
import { families } from './families.ts';
import { references } from './references.ts';
import { renames } from './renames.ts';
import { words, type Words } from './words.ts';

/** A finding of ours, with the sort of mistake it is. */
export interface Checked extends Finding {
  readonly code: Problem['code'];
  /** Underline the name of the field, not its value. */
  readonly onKey?: boolean;
}

/**
 * Everything wrong with a model: what `load` found, names told twice within a family, references to nothing,
 * things inside themselves, renames that do not fit, the rules the rooms bring and, with the words of a house, commands and nouns that no room has.
 * Empty when it can be planned.
 */
export function check(kinds: Kinds, loaded: Loaded, known?: Words): Problem[] {
  const rules = kinds.all.flatMap((kind) =>
    // a rule may rely on objects that could not be read; it speaks when the fields are right
    loaded.problems.length > 0 ? [] : kind.rules.flatMap((rule) => [...rule(ofKind(loaded.model, kind), loaded.model)].map((finding): Checked => ({ code: 'rule', ...finding }))),
  );
  // what stands in a file that could not be read is not missing
  const isWhole = !loaded.problems.some((one) => one.code === 'not-read');
  const findings = [
    ...families(kinds, loaded.model),
    ...(isWhole ? references(kinds, loaded) : []),
    ...cycles(kinds, loaded.model),
    ...renames(kinds, loaded.model),
    ...(known ? [...words(kinds, loaded.model, known), ...signedAhead(kinds, loaded.model, known)] : []),
    ...rules,
  ];
  return inFileOrder([...loaded.problems, ...findings.map((finding) => placed(loaded, finding))]);
}

function placed(loaded: Loaded, finding: Checked): Problem {
  const standing = loaded.standing.get(keyOf(finding.object));
  const path = finding.path ?? [];
  const at = standing?.at(path, finding.onKey) ?? { line: 1, column: 1 };
  return {
    code: finding.code,
    file: standing?.file ?? '',
    ...at,
    kind: finding.object.kind,
    id: finding.object.id,
    path: pathText(path),
    says: finding.says,
    ...(finding.instead === undefined ? {} : { instead: finding.instead }),
  };
}
