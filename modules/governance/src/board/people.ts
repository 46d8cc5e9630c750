import { dayAt } from '@millrace/kernel';
import type { Model } from '@millrace/model';
import { qualifiedOn } from '@millrace/personnel';
import type { Loss } from './facts.ts';

/** What the model says of people and their skills at a part of the plant. */
export interface Skills {
  /** Whether a person holds a qualification on a day, its validity counted from when it was shown. */
  readonly holds: (person: string, qualification: string, day: string) => boolean;
  /** Whether a person held it at a moment: on the plant's day it was then, as the rule at the start of the work judges it. */
  readonly heldAt: (person: string, qualification: string, at: Temporal.Instant) => boolean;
  /** Qualifications that the work here asks for, with how many of those who work here do not hold them, or not for much longer. */
  readonly gaps: (day: string) => Loss[];
}

// 30 days: the notice in which a course can still be found
const noticeDays = 30;

/** Reads skills from the model: `places` are the part of the plant and all in it, `chain` that and all around it. */
export function skillsOf(model: Model, { places, chain, timeZone }: { readonly places: readonly string[]; readonly chain: readonly string[]; readonly timeZone: string }): Skills {
  const of = (kind: string) => model.objects.filter((one) => one.kind === kind);
  const qualifications = new Map(of('personnel.qualification').map((one) => [one.id, one.fields]));
  const persons = new Map(of('personnel.person').map((one) => [one.id, one.fields]));
  const here = new Set([...places, ...chain]);
  const crew = [
    ...new Set(
      of('personnel.role-assignment')
        .filter((one) => here.has(String(one.fields.at)))
        .map((one) => String(one.fields.person))
        .filter((person) => persons.get(person)?.crew !== undefined),
    ),
  ];
  const asked = new Set(
    of('work.master')
      .filter((one) => ((one.fields.on ?? []) as readonly { at: string }[]).some(({ at }) => places.includes(at)))
      .flatMap((one) => (typeof one.fields.requires === 'string' ? [one.fields.requires] : [])),
  );
  const holds = (person: string, qualification: string, day: string): boolean =>
    qualifiedOn(day, persons.get(person)?.holds, qualification, qualifications.get(qualification)?.validFor).is === 'held';
  return {
    holds,
    heldAt: (person, qualification, at) => holds(person, qualification, dayAt(at, timeZone).toString()),
    gaps: (day) => {
      const later = Temporal.PlainDate.from(day).add({ days: noticeDays }).toString();
      return [...asked]
        .map((id) => ({ label: String(qualifications.get(id)?.name ?? id), value: crew.filter((person) => !holds(person, id, later)).length }))
        .filter((one) => one.value > 0);
    },
  };
}
