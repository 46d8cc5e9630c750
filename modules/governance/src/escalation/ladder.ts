import { equipmentTree } from '@millrace/equipment';
import { modelOf, readDuration, type Model, type StoredObject } from '@millrace/model';
import { thoseWhoAre } from '@millrace/personnel';
import * as z from 'zod';

/** What starts a ladder. */
export const starts = z.enum(['stop', 'call', 'deviation', 'action-overdue', 'out-of-limits', 'check-overdue']);
export type Starts = z.output<typeof starts>;

const step = z.object({
  role: z.string(),
  /** The role and all that include it: whoever acts in one of them was meant. */
  countsAs: z.array(z.string()).readonly(),
  /** Not before so long after the start, s. */
  afterS: z.number(),
  /** To be accepted within, from the call of this step, s. */
  acceptS: z.number(),
  answerS: z.number(),
});

/** The ladder as it was when the escalation started; a changed model does not move a running one. */
export const ladder = z.object({ name: z.string(), title: z.string(), clock: z.enum(['elapsed', 'working']), steps: z.array(step).readonly() });
export type Ladder = z.output<typeof ladder>;

/** Model kinds a ladder is found in. */
export const ladderKinds = ['governance.ladder', 'personnel.role', 'equipment.enterprise', 'equipment.site', 'equipment.area', 'equipment.line', 'equipment.unit'];

interface LadderFields {
  readonly name: string;
  readonly at: string;
  readonly on: Starts;
  readonly longerThan?: string;
  readonly clock: 'elapsed' | 'working';
  readonly groupBy?: 'cause' | 'equipment' | 'none';
  readonly steps: readonly { readonly role: string; readonly after: string; readonly accept: string; readonly answer: string }[];
}

export interface FoundLadder {
  readonly ladder: Ladder;
  readonly groupBy: 'cause' | 'equipment' | 'none';
  /** What people call the place. */
  readonly placeName: string;
  /** How long a stop lasts before it starts, s. */
  readonly longerThanS: number;
}

interface WantedLadder {
  readonly name?: string | undefined;
  readonly on: Starts;
  readonly place: string;
  readonly first?: string | undefined;
}

// where a ladder of stops does not say: shorter than that, a stop is over before anybody comes
const usualStop = '5 min';

/** The ladders of a model: by name, else the one nearest to the place, upward, that starts on this; none is an answer too. */
export function laddersOf(model: Model): (wanted: WantedLadder) => FoundLadder | undefined {
  const tree = equipmentTree(model);
  const all = model.objects.filter((one) => one.kind === 'governance.ladder').map((one) => ({ id: one.id, fields: one.fields as unknown as LadderFields }));
  const roles = model.objects.filter((one) => one.kind === 'personnel.role').map((one) => ({ role: one.id, includes: (one.fields.includes ?? []) as readonly string[] }));
  return (wanted) => {
    const around = tree.chain(wanted.place);
    const ladders = all.filter(({ id, fields }) => (wanted.name === undefined ? fields.on === wanted.on && around.includes(fields.at) : id === wanted.name));
    const found = ladders.toSorted((a, b) => around.indexOf(a.fields.at) - around.indexOf(b.fields.at))[0];
    if (!found) return undefined;
    const { fields } = found;
    const called = fields.steps.map((one, i) => ({ ...one, role: i === 0 && wanted.first !== undefined ? wanted.first : one.role }));
    const steps = called.map((one) => ({
      role: one.role,
      countsAs: thoseWhoAre(one.role, roles),
      afterS: secondsOf(one.after),
      acceptS: secondsOf(one.accept),
      answerS: secondsOf(one.answer),
    }));
    return {
      ladder: { name: found.id, title: fields.name, clock: fields.clock, steps },
      groupBy: fields.groupBy ?? 'cause',
      placeName: tree.nameOf(wanted.place),
      longerThanS: secondsOf(fields.longerThan ?? usualStop),
    };
  };
}

/** The ladder among the objects that a command has in hand. */
export const findLadder = (objects: readonly StoredObject[], wanted: WantedLadder): FoundLadder | undefined =>
  laddersOf(modelOf(objects.filter((one) => one.state === 'current').map((one) => ({ kind: one.kind, id: one.name, fields: one.fields }))))(wanted);

/** What belongs together: causes of the same group at a place share one escalation. */
export const groupOf = ({ ladder: { name }, groupBy }: Pick<FoundLadder, 'ladder' | 'groupBy'>, cause: string): string =>
  ({ cause: name, equipment: 'equipment', none: cause })[groupBy];

const secondsOf = (text: string) => readDuration(text).total({ unit: 'seconds', relativeTo: '2026-01-01' });

/** Seconds, on the ladder's clock, from the call of a step until the next one is called. Absent on the last step. */
export interface Climb {
  readonly unacceptedS?: number;
  readonly unansweredS?: number;
}

/**
 * When the next step is called: not before its `after`, and not before the time to accept (or, once accepted, to answer) has run out.
 * `-1` is before the first step: whoever accepts it then has the first step, with the time to answer of one who is called when it is due.
 */
export function climbFrom(of: Ladder, at: number): Climb {
  const next = of.steps[at + 1];
  if (!next) return {};
  const here = of.steps[at];
  if (!here) {
    const { unansweredS } = climbFrom(of, 0);
    return { unacceptedS: next.afterS, ...(unansweredS !== undefined && { unansweredS: next.afterS + unansweredS }) };
  }
  const gapS = Math.max(0, next.afterS - here.afterS);
  return { unacceptedS: Math.max(gapS, here.acceptS), unansweredS: Math.max(gapS, here.answerS) };
}
