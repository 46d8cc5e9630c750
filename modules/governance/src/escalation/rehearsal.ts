import { calendarsOf, equipmentTree } from '@millrace/equipment';
import { covers } from '@millrace/kernel';
import { modeAt, type Hearing, type Model, type ModeRule, type Outcome, type Rehearsal, type Window } from '@millrace/model';
import { holdersOf } from '@millrace/personnel';
import { pastCause, type PastCause } from './cause.ts';
import { climbs } from './climbs.ts';
import { groupOf, laddersOf } from './ladder.ts';

const raising = 'governance.escalation.raise';

/**
 * Whom the ladders would have called for what did happen: machines that stood, calls for help, values out of limits, overdue checks and actions,
 * deviations. That a stop lasted as long as it did is taken as it was: that somebody who is called sooner mends it sooner nobody can rehearse.
 */
export const laddersRehearsal: Rehearsal<PastCause> = {
  name: 'governance.ladders',
  title: 'Calls by the escalation ladders',
  of: ['stop, call or other cause', 'stops, calls and other causes'],
  past: 'governance.escalation.export',
  words: {
    raised: { one: 'cause that starts a ladder', many: 'causes that start a ladder' },
    call: { one: 'call', many: 'calls' },
  },
  touchedBy: (change) => {
    if (change.kind === 'governance.mode') return covers(String(fieldsOf(change)['of']), raising);
    return change.kind === 'governance.ladder' || change.kind === 'personnel.role-assignment';
  },
  read: (fact) => pastCause.decode(fact as never),
  happened,
  under,
};

const fieldsOf = (change: { readonly before?: unknown; readonly after?: unknown }) => (change.after ?? change.before) as Readonly<Record<string, unknown>>;
const dayOf = ({ to, zone }: Window) => to.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(zone).toPlainDate().toString();

/** What a cause and a call of it are called. The same role called for the same cause is the same call, at whatever time. */
function tellers(model: Model, window: Window) {
  const tree = equipmentTree(model);
  const holders = holdersOf(model, tree.chain, dayOf(window));
  const nameOf = ({ on, at, endsAt, place, sentence }: PastCause) => {
    if (on !== 'stop') return `${sentence ?? on}, at ${tree.nameOf(place)}`;
    return `${tree.nameOf(place)} stood${endsAt ? ` for ${Math.round(at.until(endsAt).total('minutes'))} min` : ''}`;
  };
  return {
    tree,
    raised: (cause: PastCause, at: Temporal.Instant): Outcome => ({ what: 'raised', key: cause.key, name: nameOf(cause), at }),
    call: (cause: PastCause, { role, at, isKnown }: { readonly role: string; readonly at: Temporal.Instant; readonly isKnown: boolean }): Outcome => ({
      what: 'call',
      key: `${cause.key} ${role}`,
      name: `${role}: ${nameOf(cause)}`,
      at,
      calls: { role, persons: holders(role, cause.place) },
      ...(!isKnown && { isUnknown: true }),
    }),
  };
}

function happened(inForce: Model, window: Window): Hearing<PastCause> {
  const { raised, call } = tellers(inForce, window);
  return {
    hear(cause) {
      const { escalation } = cause;
      if (!escalation || escalation.isJoined || !isBefore(escalation.raisedAt, window.to)) return [];
      const calls = escalation.mode === 'enforce' ? escalation.calls.filter(({ at }) => isBefore(at, window.to)) : [];
      return [raised(cause, escalation.raisedAt), ...calls.map(({ role, at }) => call(cause, { role, at, isKnown: true }))];
    },
  };
}

function under(model: Model, window: Window): Hearing<PastCause> {
  const { tree, raised, call } = tellers(model, window);
  const ladderFor = laddersOf(model);
  const calendarAt = calendarsOf(model, tree);
  const modes = model.objects.filter(({ kind }) => kind === 'governance.mode').map(({ fields }) => fields as unknown as ModeRule);
  const day = dayOf(window);
  const running = new Map<string, { readonly group: string; readonly until: Temporal.Instant | undefined }[]>();
  return {
    hear(cause) {
      const { on, place, at, endsAt, first } = cause;
      const found = ladderFor({ on, place, first: first ?? undefined });
      if (!found) return [];
      const startsAt = on === 'stop' ? at.add({ milliseconds: Math.round(found.longerThanS * 1000) }) : at;
      if (!isBefore(startsAt, window.to) || (on === 'stop' && endsAt && !isBefore(startsAt, endsAt))) return [];
      const group = groupOf(found, cause.key);
      const here = (running.get(place) ?? []).filter(({ until }) => until === undefined || isBefore(startsAt, until));
      // what belongs together calls nobody anew
      if (here.some((one) => one.group === group)) return [];
      const { calls, until } = climbs(found.ladder, startsAt, cause, calendarAt(place), window.to);
      running.set(place, [...here, { group, until }]);
      const isCalling = modeAt(modes, tree, raising, place, day) === 'enforce';
      return [raised(cause, startsAt), ...(isCalling ? calls.map((one) => call(cause, one)) : [])];
    },
  };
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;
