import { isMap, isScalar, isSeq, type Document, type Node, type ToStringOptions } from 'yaml';

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
  return texts.join('');
}
