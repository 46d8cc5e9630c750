/** A stream being cut into lines: what has come since the last line's end. */
export interface LineState {
  readonly rest: Uint8Array;
  /** A line grew too long and is thrown away to its end. */
  readonly isSkipping: boolean;
}

/** A whole line, or a line that was too long to keep. */
export type Line = { readonly text: string } | { readonly tooLongBytes: number };

export const noLines: LineState = { rest: new Uint8Array(), isSkipping: false };

/**
 * Cuts the next bytes of a stream into lines, wherever the network cut them: within a line, a character, or a line's end.
 * A line ends with LF or CR LF. No more than `maxBytes` of an unfinished line are kept.
 */
export function cutLines(state: LineState, bytes: Uint8Array, maxBytes: number): { state: LineState; lines: Line[] } {
  const lines: Line[] = [];
  let rest = state.rest;
  let { isSkipping } = state;
  let from = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, from)) {
    const piece = bytes.subarray(from, end);
    if (isSkipping) isSkipping = false;
    else if (rest.length + piece.length > maxBytes) lines.push({ tooLongBytes: rest.length + piece.length });
    else lines.push({ text: textOf(joined(rest, piece)) });
    rest = new Uint8Array();
    from = end + 1;
  }
  const last = bytes.subarray(from);
  if (isSkipping) return { state: { rest, isSkipping }, lines };
  if (rest.length + last.length > maxBytes) {
    lines.push({ tooLongBytes: rest.length + last.length });
    return { state: { rest: new Uint8Array(), isSkipping: true }, lines };
  }
  return { state: { rest: joined(rest, last), isSkipping }, lines };
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  if (one.length === 0) return other.slice();
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
