import { instant } from '@millrace/kernel';
import * as z from 'zod';
import { packMlState, unitMode } from '../state.ts';

/** What is said of a unit at a moment, by its machine or by a job. It holds until the next word of its kind. */
export const word = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('state'), value: packMlState }),
  z.object({ kind: z.literal('mode'), value: unitMode }),
  /** The job that has the unit; none when it is taken back. */
  z.object({ kind: z.literal('job'), value: z.string().optional() }),
]);
export type Word = z.output<typeof word>;
export type WordKind = Word['kind'];

const said = z.object({
  /** When the word that holds at the start was said; absent where none ever was. */
  at: instant().optional(),
  /** The same said again within the stretch. A late word reaches no further than the next of these. */
  again: z.array(instant()).readonly().optional(),
});

/** When the words that a stretch rests on were said, per kind. */
export const saidOf = z.object({ state: said.optional(), mode: said.optional(), job: said.optional() });
export type Said = z.output<typeof said>;
export type SaidOf = z.output<typeof saidOf>;

/** A stretch of one state, mode and job. */
export interface Piece {
  readonly state: z.output<typeof packMlState>;
  readonly mode: z.output<typeof unitMode>;
  readonly jobOrder?: string | undefined;
  readonly startsAt: Temporal.Instant;
  /** Absent while it runs. */
  readonly endsAt?: Temporal.Instant | undefined;
  readonly said: SaidOf;
}

export const valueIn = (piece: Pick<Piece, 'state' | 'mode' | 'jobOrder'>, kind: WordKind) => (kind === 'job' ? piece.jobOrder : piece[kind]);
