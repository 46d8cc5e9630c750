import { valueIn, type Piece, type Said, type SaidOf, type Word, type WordKind } from './word.ts';

const kinds: readonly WordKind[] = ['state', 'mode', 'job'];
const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

/** A part of a stretch after a word found its place in it; `isTold` where the word changed it. */
export type Part = Piece & { readonly isTold: boolean };

export interface Told {
  /** In order and without gap: together the stretch as it was. */
  readonly parts: readonly Part[];
  /** The word holds beyond the end of the stretch: the next one is to be told as well. */
  readonly goesOn: boolean;
}

/**
 * What becomes of a stretch when a word is heard, whenever it comes: from its moment on the word holds until the next of its
 * kind. The answer depends on what was said when, not on the order in which it arrived; of two words of one moment the last to
 * arrive stands.
 */
export function tell(piece: Piece, word: Word, at: Temporal.Instant): Told {
  const said = piece.said[word.kind] ?? {};
  const isLaterWord = said.at !== undefined && isBefore(at, said.at);
  if (isLaterWord) return { parts: [{ ...piece, isTold: false }], goesOn: false };

  const next = said.again?.find((one) => isBefore(at, one));
  const goesOn = next === undefined;
  if (valueIn(piece, word.kind) === word.value) return { parts: [{ ...piece, said: { ...piece.said, [word.kind]: again(piece, said, at) }, isTold: false }], goesOn };

  const isWithin = isBefore(piece.startsAt, at);
  const from = isWithin ? at : piece.startsAt;
  const parts: Part[] = [];
  if (isWithin) parts.push({ ...slice(piece, piece.startsAt, at), isTold: false });
  const told = slice(piece, from, next ?? piece.endsAt);
  parts.push({ ...withValue(told, word), said: { ...told.said, [word.kind]: { at } }, isTold: true });
  if (next !== undefined) parts.push({ ...slice(piece, next, piece.endsAt), isTold: false });
  return { parts, goesOn };
}

/** The same once more: at the start it is the word that holds, within it is one of those said again. */
function again(piece: Piece, said: Said, at: Temporal.Instant): Said {
  if (!isBefore(piece.startsAt, at)) return { ...said, at };
  const known = said.again ?? [];
  return known.some((one) => one.equals(at)) ? said : { ...said, again: [...known, at].toSorted(Temporal.Instant.compare) };
}

function slice(piece: Piece, from: Temporal.Instant, to: Temporal.Instant | undefined): Piece {
  const said: Record<string, Said> = {};
  for (const kind of kinds) {
    const whole = piece.said[kind];
    if (!whole) continue;
    const at = whole.again?.findLast((one) => !isBefore(from, one)) ?? whole.at;
    const within = whole.again?.filter((one) => isBefore(from, one) && (to === undefined || isBefore(one, to))) ?? [];
    said[kind] = { ...(at !== undefined && { at }), ...(within.length > 0 && { again: within }) };
  }
  const { endsAt: _, ...rest } = piece;
  return { ...rest, startsAt: from, ...(to !== undefined && { endsAt: to }), said: said as SaidOf };
}

function withValue(piece: Piece, word: Word): Piece {
  if (word.kind === 'state') return { ...piece, state: word.value };
  if (word.kind === 'mode') return { ...piece, mode: word.value };
  const { jobOrder: _, ...rest } = piece;
  return word.value === undefined ? rest : { ...rest, jobOrder: word.value };
}
