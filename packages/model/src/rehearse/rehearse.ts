import type { Model } from '../model.ts';
import type { PlannedChange } from '../plan/report.ts';
import type { AnyRehearsal, AskPast, Window } from './rehearsal.ts';
import type { RehearsalReport, RehearsedLine } from './report.ts';
import { tally } from './tally.ts';

/** What a rehearsal is made from. */
export interface RehearseInput {
  readonly rehearsals: readonly AnyRehearsal[];
  /** The folder or the revision, as people are to read it. */
  readonly plant: string;
  /** What the plan changes; nothing is rehearsed that it does not touch. */
  readonly changes: readonly PlannedChange[];
  readonly inForce: Model;
  readonly proposed: Model;
  readonly window: Window;
  readonly asOf: { readonly at: Temporal.Instant; readonly position: number };
  readonly ask: AskPast;
}

/**
 * Lets the changed rules work on the plant's own past, under the model in force and under the proposed one, and sets both beside what did
 * happen. It reads page by page, and writes nothing.
 */
export async function rehearse(input: RehearseInput): Promise<RehearsalReport> {
  const { rehearsals, window } = input;
  // what only follows a rename changes no rule
  const changes = input.changes.filter((change) => !('follows' in change));
  const rehearsed: RehearsalReport['rehearsed'][number][] = [];
  for (const rehearsal of rehearsals) {
    const mine = changes.filter(rehearsal.touchedBy);
    if (mine.length > 0) rehearsed.push(await rehearseOne(rehearsal, mine, input));
  }
  const isOther = rehearsed.some(({ lines }) => lines.some(differs));
  const isUnheard = rehearsed.some(({ unheard }) => unheard !== undefined);
  const isNothingRehearsed = changes.length > 0 && !isUnheard && rehearsed.every(({ facts }) => facts === 0);
  return {
    version: 2,
    plant: input.plant,
    window: { from: window.from.toString(), to: window.to.toString(), zone: window.zone },
    comparedWith: { at: input.asOf.at.toString(), position: input.asOf.position },
    rehearsed,
    notRehearsed: changes.flatMap((change) => (rehearsals.some((one) => one.touchedBy(change)) ? [] : [{ action: change.action, kind: change.kind, id: change.id }])),
    isNothingRehearsed,
    differs: isOther || (isUnheard || isNothingRehearsed ? null : false),
  };
}

/** Whether something would have been, would not have been, would have been at another time, or would have fallen on other people. */
const differs = ({ isOpen, more, fewer, otherwise, calls }: RehearsedLine) =>
  !isOpen && (more.count + fewer.count + otherwise.count > 0 || calls?.byPerson.some(({ inForce, proposed }) => inForce !== proposed) === true);

async function rehearseOne(
  rehearsal: AnyRehearsal,
  changes: readonly PlannedChange[],
  { inForce, proposed, window, ask }: RehearseInput,
): Promise<RehearsalReport['rehearsed'][number]> {
  const { name, title, of, past, words } = rehearsal;
  const sides = [
    ['happened', rehearsal.happened(inForce, window)],
    ['inForce', rehearsal.under(inForce, window)],
    ['proposed', rehearsal.under(proposed, window)],
  ] as const;
  const counted = tally(words, window);
  const asked = { ...rehearsal.narrowedBy?.(changes), from: window.from.toString(), to: window.to.toString() };
  let facts = 0;
  for (let after: string | null | undefined; after !== null;) {
    const page = await ask(past, { ...asked, ...(after !== undefined && { after }) });
    if (typeof page === 'string') return { rehearsal: name, title, facts: 0, of, lines: [], unheard: page };
    for (const raw of page.facts) {
      const fact: unknown = rehearsal.read(raw);
      for (const [side, hearing] of sides) counted.add(side, hearing.hear(fact));
    }
    facts += page.facts.length;
    after = page.next;
  }
  for (const [side, hearing] of sides) counted.add(side, hearing.end?.() ?? []);
  return { rehearsal: name, title, facts, of, lines: counted.lines() };
}

/** The exit code of `rehearse`: 0 nothing would have been different, 2 something would, 1 where a part of the past could not be had, 3 where nothing could be rehearsed. */
export function exitOfRehearsal({ rehearsed, isNothingRehearsed, differs: isOther }: RehearsalReport): 0 | 1 | 2 | 3 {
  if (rehearsed.some(({ unheard }) => unheard !== undefined)) return 1;
  return isNothingRehearsed ? 3 : isOther ? 2 : 0;
}
