/** An element to be written. Undefined and empty lists write nothing. */
export type Node = string | undefined | readonly Node[];

/** An element with text or children; attributes first. Absent where its content is undefined. */
export function element(name: string, content: string | readonly Node[] | undefined, attributes: Readonly<Record<string, string>> = {}): string | undefined {
  if (content === undefined) return undefined;
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value, name)}"`);
  if (typeof content === 'string') return `<${name}${said.join('')}>${escape(content, name)}</${name}>`;
  const inner = flat(content);
  return inner === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inner}</${name}>`;
}

/** An element whose words the schema lists; any other word goes out as Other with its own word beside it. */
export function listed(name: string, word: string | undefined, allowed: readonly string[]): string | undefined {
  if (word === undefined) return undefined;
  return allowed.includes(word) ? element(name, word) : element(name, 'Other', { OtherValue: word });
}

/** A whole document in UTF-8. */
export function document(name: string, attributes: Readonly<Record<string, string>>, content: readonly Node[]): Uint8Array {
  const whole = element(name, content, { xmlns: 'http://www.mesa.org/xml/B2MML', ...attributes });
  return new Uint8Array(Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${whole}\n`, 'utf8'));
}

function flat(nodes: readonly Node[]): string {
  return nodes.map((one) => (one === undefined ? '' : typeof one === 'string' ? one : flat(one))).join('');
}

function escape(text: string, name: string): string {
  const bad = unwritable(text);
  if (bad !== undefined) throw new RangeError(`${name} holds the character U+${bad.toString(16).toUpperCase().padStart(4, '0')}, which XML cannot carry; take it out.`);
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\r', '&#13;');
}

/** The first character XML 1.0 cannot carry, not even escaped (production 2, Char); a lone half of a pair is one too. */
export function unwritable(text: string): number | undefined {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isFine = code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
    if (!isFine) return code;
  }
  return undefined;
}
