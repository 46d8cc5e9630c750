/** Something wrong in the model files: where it stands, what is wrong, and what would be right. */
export interface Problem {
  /** Stable name of the sort of mistake, for pages and filters. */
  readonly code:
    | 'not-read'
    | 'not-yaml'
    | 'not-plain'
    | 'unknown-kind'
    | 'unknown-field'
    | 'removed-field'
    | 'missing-field'
    | 'wrong-value'
    | 'no-identity'
    | 'told-twice'
    | 'dangling-reference'
    | 'own-ancestor'
    | 'wrong-rename'
    | 'unknown-name'
    | 'rule';
  /** Empty for an object that stands in the plant's record and in no file at hand. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly kind?: string;
  readonly id?: string;
  /** Where inside the object, `steps[2].limits`; empty for the object itself. */
  readonly path: string;
  readonly says: string;
  readonly instead?: string;
}

/** Problems in the order a person mends them: by file, line and column. */
export const inFileOrder = (problems: readonly Problem[]) =>
  [...problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column);

/** What `check` says: problems as a person reads them in a terminal (editors follow `file:line:column`), or that there is none. */
export function problemsText(problems: readonly Problem[], objects = 0): string {
  if (problems.length === 0) return `No problem in ${count(objects, 'object', 'objects')}.\n`;
  const blocks = inFileOrder(problems).map((problem) => {
    const object = [problem.kind, problem.id].filter((word) => word !== undefined).join(' ');
    const where = [problem.file === '' ? "in the plant's record" : `${problem.file}:${problem.line}:${problem.column}`, object, problem.path]
      .filter((word) => word !== '')
      .join('  ');
    return `${where}\n    ${problem.says}${problem.instead === undefined ? '' : `\n    ${problem.instead}`}\n`;
  });
  const files = new Set(problems.flatMap((problem) => (problem.file === '' ? [] : [problem.file]))).size;
  return `${blocks.join('\n')}\n${count(problems.length, 'problem', 'problems')}${files === 0 ? '' : ` in ${count(files, 'file', 'files')}`}. Nothing has been compared or changed.\n`;
}

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
