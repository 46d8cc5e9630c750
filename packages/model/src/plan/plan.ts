import { canonical } from '@millrace/kernel';
import { diff, type Change } from '../diff/diff.ts';
import type { ChangeOf } from '../kind.ts';
import type { Kinds } from '../kinds.ts';
import { keyOf, type Model } from '../model.ts';
import { ownerBy, type OwnershipRule } from '../ownership.ts';
import { placesOf } from '../place.ts';
import type { Ask } from './consequence.ts';
import { besideWaiting, type Waiting } from './waiting.ts';
import type { PlannedChange, PlanReport, SignatureNeed } from './report.ts';

/** SHA-256 of a text, in hex. Given by the caller, so that the same code runs in a browser. */
export type Digest = (text: string) => string;

/** What a plan is made from. */
export interface PlanInput {
  readonly kinds: Kinds;
  /** The folder, as people are to read it. */
  readonly plant: string;
  /** What the plant's record says, and as of when. */
  readonly current: Model;
  readonly asOf: { readonly at: Temporal.Instant; readonly position: number };
  /** What the files say; it has passed `check`. */
  readonly desired: Model;
  /** Who owns what; the day decides which rule holds. */
  readonly ownership: readonly OwnershipRule[];
  readonly today: Temporal.PlainDate;
  /** Revisions that are proposed, or approved for a day that has not come. */
  readonly waiting: readonly Waiting[];
  /** Which signatures such changes need, by the rules in force. */
  readonly signatures: (changes: readonly Change[]) => readonly SignatureNeed[];
  readonly ask: Ask;
  readonly digest: Digest;
}

/** One text for what a model says, whatever the order of its files: what the baseline hashes are taken from. */
export const modelText = (model: Model) => canonical([...model.objects].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).map(({ kind, id, fields }) => ({ kind, id, fields })));

/** Compare the files with the plant's record, count what would follow, and say what it takes. Changes nothing. */
export async function plan(input: PlanInput): Promise<PlanReport> {
  const { kinds, current, desired, digest } = input;
  const ownerOf = ownerBy(input.ownership, placesOf(kinds, desired, current), input.today.toString());
  const { changes: differing, leftAlone, alike } = diff(kinds, current, desired, ownerOf);
  const { open: changes, told: waiting } = besideWaiting(current, differing, input.waiting);

  const planned: PlannedChange[] = [];
  for (const change of changes) {
    const consequences = !followsOnly(change) ? await kinds.need(change.kind).impact(change as ChangeOf<unknown>, input.ask) : [];
    planned.push({ ...change, consequences } as PlannedChange);
  }

  const signatures = changes.length === 0 ? [] : input.signatures(changes);
  const baseline = { current: digest(modelText(current)), desired: digest(modelText(desired)) };
  const hash = digest(canonical({ baseline, changes, signatures }));
  const count = (action: Change['action']) => changes.filter((change) => change.action === action && !followsOnly(change)).length;
  return {
    version: 1,
    id: hash.slice(0, 4),
    hash,
    plant: input.plant,
    comparedWith: { at: input.asOf.at.toString(), position: input.asOf.position },
    baseline,
    changes: planned,
    leftAlone,
    waiting,
    signatures,
    summary: { add: count('add'), change: count('change'), rename: count('rename'), retire: count('retire'), follow: changes.filter(followsOnly).length, alike },
  };
}

const followsOnly = (change: Change) => (change.action === 'change' || change.action === 'rename') && change.follows === true;

/** Whether what a person typed names this plan: at least four letters of its hash. */
export const isPlan = (report: PlanReport, typed: string) => typed.length >= 4 && report.hash.startsWith(typed.toLowerCase());

/** The exit code of `plan`: 0 nothing to apply (what waits for its day is no reason to act), 2 changes. Problems in the files are 1. */
export const exitOf = (report: PlanReport): 0 | 2 => (report.changes.length === 0 ? 0 : 2);
