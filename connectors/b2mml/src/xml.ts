import { ParseOption, XmlDocument, XmlElement, XmlLibError, XmlText, XmlCData } from 'libxml2-wasm';
import { type Limits, usualLimits } from './limits.ts';
import { B2mmlRefused } from './refused.ts';

/** An element as read: plain data, free of the parser's memory. */
export interface Element {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Its own text, without that of its children. */
  readonly text: string;
  readonly line: number;
  /** From the root, with a number where siblings share a name: `/ProcessOperationsSchedule/DataArea/OperationsSchedule/OperationsRequest[2]`. */
  readonly path: string;
}

// no network, no external entity, no catalogue, no entity substitution; the text is UTF-8 already, whatever it says of itself
const options =
  ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NO_SYS_CATALOG | ParseOption.XML_PARSE_BIG_LINES | ParseOption.XML_PARSE_IGNORE_ENC;

/** Reads a document into plain elements, or refuses it: too large, with a DOCTYPE, in an unknown encoding, not well-formed, too deep. */
export function readXml(bytes: Uint8Array, limits: Limits = usualLimits): Element {
  if (bytes.length > limits.maxBytes) throw new B2mmlRefused('too-large', `The document has ${bytes.length} bytes; at most ${limits.maxBytes} are read. Send it in parts.`);
  const text = textOf(bytes);
  refuseDoctype(text);
  let document: XmlDocument;
  try {
    document = XmlDocument.fromString(text, { option: options });
  } catch (cause) {
    if (!(cause instanceof XmlLibError)) throw cause;
    const detail = cause.details[0];
    const isDeep = /depth/i.test(cause.message);
    const what = (detail?.message ?? cause.message).trim().replace(/\.?$/, '.');
    throw new B2mmlRefused(
      isDeep ? 'too-deep' : 'not-well-formed',
      `The document is no well-formed XML: ${what} If it was cut off on its way, send it again whole.`,
      detail?.line,
      { cause },
    );
  }
  try {
    return plain(document.root, '', limits, { elements: 0 }, 1);
  } finally {
    document.dispose();
  }
}

/**
 * B2MML needs no DOCTYPE, and everything that makes XML dangerous (external entities, entities of entities) begins with one:
 * a document that has one is refused before the parser sees it.
 */
function refuseDoctype(text: string): void {
  let at = 0;
  for (;;) {
    const blank = /^[\s\uFEFF]*/.exec(text.slice(at, at + 10_000))?.[0].length ?? 0;
    at += blank;
    if (blank === 10_000) continue;
    const end = text.startsWith('<?', at) ? text.indexOf('?>', at + 2) + 2 : text.startsWith('<!--', at) ? text.indexOf('-->', at + 4) + 3 : -1;
    if (end > at) at = end;
    else break;
  }
  if (/^<!DOCTYPE/i.test(text.slice(at, at + 9))) {
    const line = text.slice(0, at).split('\n').length;
    throw new B2mmlRefused('doctype', 'The document has a DOCTYPE. B2MML needs none, and entities are not read: send it without.', line);
  }
}

/** The text of a document in UTF-8, UTF-16 with its mark, or a one-byte encoding its first line names. */
function textOf(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  // the mark is written by what wrote the bytes, the word in the first line by a template
  const marked = head.startsWith('\xEF\xBB\xBF') ? 'utf-8' : head.startsWith('\xFF\xFE') ? 'utf-16le' : head.startsWith('\xFE\xFF') ? 'utf-16be' : undefined;
  const named = /^(?:\xEF\xBB\xBF)?\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase();
  const encoding = marked ?? named ?? 'utf-8';
  if (!['utf-8', 'utf8', 'us-ascii', 'ascii', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'utf-16le', 'utf-16be'].includes(encoding))
    throw new B2mmlRefused('encoding', `The document says it is in ${encoding}; UTF-8, UTF-16 with a byte order mark, ISO-8859-1, ISO-8859-15 and Windows-1252 are read.`, 1);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new B2mmlRefused('encoding', `The document's bytes are not ${encoding}.`, undefined, { cause });
  }
}

function plain(element: XmlElement, path: string, limits: Limits, seen: { elements: number }, depth: number): Element {
  seen.elements += 1;
  if (depth > limits.maxDepth) throw new B2mmlRefused('too-deep', `Elements lie more than ${limits.maxDepth} deep.`, element.line);
  if (seen.elements > limits.maxElements) throw new B2mmlRefused('too-many-elements', `The document has more than ${limits.maxElements} elements. Send it in parts.`, element.line);
  const own = path === '' ? `/${element.name}` : path;
  const nodes: XmlElement[] = [];
  let text = '';
  for (let node = element.firstChild; node; node = node.next) {
    if (node instanceof XmlElement) nodes.push(node);
    else if (node instanceof XmlText || node instanceof XmlCData) text += node.content;
  }
  const total = new Map<string, number>();
  for (const node of nodes) total.set(node.name, (total.get(node.name) ?? 0) + 1);
  const count = new Map<string, number>();
  const children = nodes.map((node) => {
    const nth = (count.get(node.name) ?? 0) + 1;
    count.set(node.name, nth);
    return plain(node, `${own}/${node.name}${(total.get(node.name) ?? 0) > 1 ? `[${nth}]` : ''}`, limits, seen, depth + 1);
  });
  return {
    name: element.name,
    namespace: element.namespaceUri,
    attributes: new Map(element.attrs.map((one) => [one.name, one.value])),
    children,
    text: text.trim(),
    line: element.line,
    path: own,
  };
}
