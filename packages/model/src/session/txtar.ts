/** A file with files in it: a text, then each file after a line `-- name --`. */
export interface Archive {
  readonly text: string;
  readonly files: ReadonlyMap<string, string>;
}

/** Takes an archive apart. */
export function readArchive(text: string): Archive {
  const parts = text.split(/^-- (.+) --$/m);
  const files = new Map<string, string>();
  for (let i = 1; i < parts.length; i += 2) files.set(parts[i] ?? '', (parts[i + 1] ?? '').replace(/^\n/, ''));
  return { text: parts[0] ?? '', files };
}

/** One thing typed and what is said back. */
export interface Exchange {
  readonly command: string;
  readonly says: string;
  readonly exit: number;
}

/** The conversation of a session: `$ command`, the answer as it stands, and `exit N` where it is not 0. */
export function readConversation(text: string): { readonly preface: string; readonly exchanges: readonly Exchange[] } {
  const [preface = '', ...turns] = text.split(/^\$ /m);
  const exchanges = turns.map((turn) => {
    const [command = '', ...lines] = turn.trimEnd().split('\n');
    const last = /^exit (\d+)$/.exec(lines.at(-1) ?? '');
    const body = last === null ? lines : lines.slice(0, -1);
    return { command, says: body.join('\n').trimEnd(), exit: Number(last?.[1] ?? 0) };
  });
  return { preface, exchanges };
}

/** The text of a session again, for writing down what is said now. */
export function sessionText(preface: string, exchanges: readonly Exchange[], files: ReadonlyMap<string, string>): string {
  const turns = exchanges.map((one) => `$ ${one.command}\n${one.says.trimEnd()}\n${one.exit === 0 ? '' : `exit ${one.exit}\n`}`);
  return `${preface}${turns.join('\n')}\n${[...files].map(([name, text]) => `-- ${name} --\n${text}`).join('')}`;
}
