/**
 * The fields of an SHDR line, between pipes, without the blanks around them. A field in double quotes may hold a pipe as
 * `\|`; a quote that does not end before the next pipe is an ordinary character (MTConnect Part 1 protocol notes; the
 * reference agent reads it so).
 */
export function fieldsOf(line: string): string[] {
  if (!line.includes('"')) return line.split('|').map((one) => one.trim());
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = quotedField(line, at);
    if (quoted) {
      fields.push(quoted.text);
      at = quoted.end;
    } else {
      const pipe = line.indexOf('|', at);
      const end = pipe < 0 ? line.length : pipe;
      fields.push(line.slice(at, end).trim());
      at = end;
    }
    if (at >= line.length) return fields;
    at += 1;
    if (at === line.length) return [...fields, ''];
  }
}

/** A field in quotes that begins at `from`, and where its pipe or the line's end is. */
function quotedField(line: string, from: number): { text: string; end: number } | undefined {
  let at = from;
  while (line[at] === ' ' || line[at] === '\t') at += 1;
  if (line[at] !== '"') return undefined;
  let text = '';
  for (at += 1; at < line.length; at += 1) {
    const character = line[at];
    if (character === '\\' && at + 1 < line.length) {
      text += line[at + 1];
      at += 1;
    } else if (character === '|') return undefined;
    else if (character === '"') {
      const rest = /^[ \t]*(?=\||$)/.exec(line.slice(at + 1));
      if (rest) return { text: text.trim(), end: at + 1 + rest[0].length };
      text += character;
    } else text += character;
  }
  return undefined;
}
