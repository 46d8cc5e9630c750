import { fieldDiff } from '../diff/field-diff.ts';
import type { Fields } from '../kind.ts';
import { keyOf, type Model } from '../model.ts';
import { movedOn, type RevisionStep } from '../record/steps.ts';
import { same } from '../same.ts';
import { dayText, fieldLabel } from './say.ts';
import type { PlannedChange, PlanReport } from './report.ts';

/** A change of the model that is not in force: laid before those who sign, or approved for a day that has not come. */
export interface Waiting {
  readonly revision: string;
  readonly number: string;
  readonly state: 'proposed' | 'approved';
  /** From when it is to hold, RFC 3339; absent where it holds as soon as it is signed. */
  readonly effectiveAt?: string;
  readonly steps: readonly RevisionStep[];
}

export type WaitingTold = PlanReport['waiting'][number];
type Told = Omit<PlannedChange, 'consequences'> | RevisionStep;

/** Whether two steps leave the same behind. What stood before is not compared: either would be refused or lapse where the record says otherwise. */
export const isSameStep = (one: Told, other: Told) =>
  one.action === other.action && keyOf(one) === keyOf(other) && same(was(one), was(other)) && (one.action === 'retire' || same(afterOf(one), afterOf(other)));

const was = (step: Told) => ('was' in step ? step.was : undefined);
const afterOf = (step: Told): Fields | undefined => ('after' in step ? (step.after as Fields) : undefined);
const touched = (step: Told) => [keyOf(step), ...('was' in step ? [keyOf({ kind: step.kind, id: String(step.was) })] : [])];

/** Sets waiting revisions beside what the files would change: which steps are theirs already, and what the plan has to say of each. */
export function besideWaiting<C extends Told>(
  current: Model,
  changes: readonly C[],
  waiting: readonly Waiting[],
): { readonly open: readonly C[]; readonly told: readonly WaitingTold[] } {
  const standing = (kind: string, id: string) => current.byKey.get(keyOf({ kind, id }))?.fields;
  const told = waiting.map(({ steps, ...revision }) => ({ revision, steps, moved: movedOn(steps, standing) }));
  const byKey = new Map(changes.map((change) => [keyOf(change), change]));
  const isInFiles = (step: RevisionStep) => {
    const change = byKey.get(keyOf(step));
    return change !== undefined && isSameStep(step, change);
  };
  // one whose ground has moved lapses on its day: it does nothing, so it holds nothing back
  const held = new Set(told.flatMap(({ steps, moved }) => (moved ? [] : steps.filter(isInFiles).map(keyOf))));
  const inFiles = new Set(changes.flatMap(touched));
  return {
    open: changes.filter((change) => !held.has(keyOf(change))),
    told: told.map(({ revision, steps, moved }) => ({
      ...revision,
      steps: steps.map((step) => {
        const isSame = !moved && isInFiles(step);
        const files = isSame ? ('same' as const) : touched(step).some((key) => inFiles.has(key)) ? ('other' as const) : ('without' as const);
        const fields = step.action === 'change' || step.action === 'rename' ? fieldDiff(step.before, step.after).map(({ path }) => path) : [];
        return { action: step.action, kind: step.kind, id: step.id, ...(step.action === 'rename' && { was: step.was }), fields, files };
      }),
      ...(moved && { movedOn: { kind: moved.kind, id: moved.id } }),
    })),
  };
}

/** `MR-2026-0002, approved, in force from 1 Dec 2026`, in days of the plant. */
export function waitsText(one: Pick<WaitingTold, 'number' | 'state' | 'effectiveAt'>, zone: string): string {
  const from = one.effectiveAt === undefined ? 'in force' : `in force from ${dayText(Temporal.Instant.from(one.effectiveAt), zone)}`;
  const if_ = one.state === 'proposed' ? (one.effectiveAt === undefined ? ' once it is signed' : ' if it is signed') : '';
  return `${one.number}, ${one.state}, ${from}${if_}`;
}

/** What a plan says of each waiting revision, a line each. */
export function waitingLines(told: readonly WaitingTold[], zone: string): string[] {
  return told.flatMap((one) => {
    const name = waitsText(one, zone);
    if (one.movedOn) return [`${name}, will lapse: ${keyOf(one.movedOn)} is no longer as it was when it was planned.`];
    const of = (files: WaitingTold['steps'][number]['files']) => one.steps.filter((step) => step.files === files);
    const lines = { same: of('same'), other: of('other'), without: of('without') };
    return [
      ...(lines.same.length > 0 ? [`Waiting in ${name}: ${stepsText(lines.same)}.`] : []),
      ...(lines.other.length > 0 ? [`${name}, changes the same: ${stepsText(lines.other)}. It lapses if this comes into force before it.`] : []),
      ...(lines.without.length > 0 ? [`Not in these files yet: ${name}: ${stepsText(lines.without)}. Export once it is in force; else the next plan would take it back.`] : []),
    ];
  });
}

/** What an export says of each waiting revision: the files will be behind when it comes into force. */
export const exportLines = (told: readonly WaitingTold[], zone: string): string[] =>
  told.flatMap((one) => (one.movedOn ? [] : [`${waitsText(one, zone)}, will change what is written here: ${stepsText(one.steps)}. Export again then.`]));

/** `material.definition API-7, shelf life; equipment.unit MX-201, new`: five of them, and how many more. */
function stepsText(steps: WaitingTold['steps']): string {
  const shown = steps.slice(0, 5).map((step) => `${keyOf(step)}, ${stepText(step)}`);
  return `${shown.join('; ')}${steps.length > 5 ? `; and ${(steps.length - 5).toLocaleString('en')} more` : ''}`;
}

function stepText({ action, was: old, fields }: WaitingTold['steps'][number]): string {
  if (action === 'add') return 'new';
  if (action === 'retire') return 'retired';
  return [...(action === 'rename' ? [`was ${old}`] : []), ...fields.map(fieldLabel)].join(', ');
}
