import { namedId, timer, upward, type EventIn } from '@millrace/kernel';
import { revision } from '@millrace/model';
import { open } from '../action/open.ts';
import { effect } from '../effect/effect.ts';
import { expect } from '../effect/expect.ts';
import { judge } from '../effect/judge.ts';

/** A change that is in force and said what it was to do is waited for, from the moment it is in force to the end of the day it named. */
export const onChangeInForce = upward({
  name: 'governance.expect-effect-of-change',
  noun: revision,
  on: 'model.revision.applied',
  then: expect,
  inputs: ({ subject, expects, by, at }) =>
    expects === undefined
      ? []
      : [
          {
            effect: namedId('governance.effect', subject),
            change: subject,
            indicator: expects.indicator,
            place: expects.at,
            baseline: Number(expects.from),
            aim: Number(expects.to),
            owner: by,
            since: at.toString(),
            by: expects.by,
          },
        ],
});

/** Judged two hours after the day has ended: the values of its last shift are final by then. Later restatements do not judge it again. */
export const effectIsDue = timer({
  name: 'governance.judge-effect',
  noun: effect,
  startedBy: ['governance.effect.expected'],
  stoppedBy: ['governance.effect.came', 'governance.effect.missed', 'governance.effect.unjudged'],
  due: (event) => event.until.add({ hours: 2 }),
  then: judge,
  input: ({ subject, indicator, place, since, until }) => ({ effect: subject, indicator, place, days: daysAround(since, until) }),
  endsOn: ['judged-already'],
});

/** Production days that a value before or after the change can be of: as long before it as after it, and a day beside, for a day of the plant is no day of UTC. */
export function daysAround(since: Temporal.Instant, until: Temporal.Instant): string[] {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO('UTC').toPlainDate();
  const last = dayOf(until).add({ days: 1 });
  const days: string[] = [];
  for (let day = dayOf(since.subtract(since.until(until))).subtract({ days: 1 }); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day.toString());
  return days;
}

// a week: long enough for one round of the tier meetings
const toActWithin = { hours: 7 * 24 };
type Judged = Extract<EventIn<typeof effect>, { type: 'governance.effect.missed' | 'governance.effect.unjudged' }>;
const actionOn = (event: Judged, title: string) => [
  {
    action: namedId('governance.action', 'effect', event.subject),
    title,
    detail: `${event.sentence} Find out why, and change it again or take it back.`,
    owner: event.owner,
    due: event.at.add(toActWithin).toString(),
    place: event.place,
    from: { noun: 'model.revision', id: event.change },
  },
];

/** What did not come is somebody's to act on: whoever brought the change into force owns it. */
export const onEffectMissed = [
  upward({
    name: 'governance.act-on-missed-effect',
    noun: effect,
    on: 'governance.effect.missed',
    then: open,
    inputs: (event) => actionOn(event, `A change of the model did not bring what was expected of ${event.indicator}`),
  }),
  upward({
    name: 'governance.act-on-unjudged-effect',
    noun: effect,
    on: 'governance.effect.unjudged',
    then: open,
    inputs: (event) => actionOn(event, `Nobody can say whether a change of the model did what was expected of ${event.indicator}`),
  }),
];
