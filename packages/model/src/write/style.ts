import { isMap, isScalar, isSeq, parseAllDocuments, visit, type Document, type Node, type ToStringOptions } from 'yaml';

/** How model files are written: one form, so that a difference in the file is a difference in the plant. */
export const style: ToStringOptions = { indent: 2, lineWidth: 140, singleQuote: true, flowCollectionPadding: true, nullStr: '' };

/** Lists of words and small flat groups stand on one line; everything else has a line per field. */
export function laidOut<T extends Node>(node: T): T {
  if (isSeq(node)) {
    for (const item of node.items) laidOut(item as Node);
    node.flow = node.items.every(isScalar) && String(node).length <= 110;
  }
  if (isMap(node)) for (const pair of node.items) laidOut(pair.value as Node);
  return node;
}

/** As `laidOut`, for a member of a list: on one line when it is small and flat. */
export function listMember<T extends Node>(node: T): T {
  laidOut(node);
  if (isMap(node) && node.items.every((pair) => isScalar(pair.value))) {
    node.flow = true;
    if (String(node).length > 120) node.flow = false;
  }
  return node;
}

/** The text of the documents of one file. */
export function fileText(documents: readonly Document[]): string {
  const texts = documents.map((document, i) => {
    const text = document.toString(style);
    return i > 0 && !text.startsWith('---') && !text.startsWith('%') ? `---\n${text}` : text;
  });
  return tightLists(texts.join(''));
}

/** `[a, b]` instead of `[ a, b ]`; groups keep their blanks, `{ a: 1 }`. The library knows only one rule for both. */
function tightLists(text: string): string {
  const blanks = new Set<number>();
  const read = parseAllDocuments(text, { version: '1.2', schema: 'core' });
  for (const document of 'empty' in read ? [] : read)
    visit(document, {
      Seq(_, seq) {
        const [start, end] = seq.range ?? [0, 0];
        if (seq.flow !== true || text[start] !== '[' || text.slice(start, end).includes('\n')) return;
        if (text[start + 1] === ' ') blanks.add(start + 1);
        if (text[end - 2] === ' ') blanks.add(end - 2);
      },
    });
  return without(text, blanks);
}

function without(text: string, at: ReadonlySet<number>): string {
  let kept = '';
  let from = 0;
  for (const blank of [...at].sort((a, b) => a - b)) {
    kept += text.slice(from, blank);
    from = blank + 1;
  }
  return kept + text.slice(from);
}
