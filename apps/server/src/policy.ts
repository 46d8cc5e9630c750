import { addWorkingTime, type WorkCalendar } from '@millrace/calendar';
import { calendarsOf, equipmentTree, type EquipmentTree } from '@millrace/equipment';
import { dayAt, roleInWords, type Delay, type Mode, type Numbering } from '@millrace/kernel';
import { modeAt, rolesThatMay, signaturesAsked, stepsAsked, type Kinds, type Model, type ModeRule } from '@millrace/model';
import type { AccessPolicy } from '@millrace/personnel/module';
import type { AddedStep, Policy, SignatureDemand, SignaturePolicy } from '@millrace/store';
import { ownershipOf } from './ownership.ts';

/** The plant's policies as the model in force gives them, with what screens need of it. */
export interface PlantPolicy extends Policy {
  /** How long a session lasts at a station, how it switches persons, when an account locks. An enrolled station is `terminal:<equipment>`; one that is chosen in a demo, `chosen:<equipment>`. */
  readonly accessAt: (station: string) => AccessPolicy;
  readonly tree: EquipmentTree;
  readonly model: Model;
  readonly calendarAt: (place: string | undefined) => WorkCalendar | undefined;
  readonly dueAfter: (delay: Delay, from: Temporal.Instant) => Temporal.Instant;
  readonly nameOfPerson: (person: string) => string;
  readonly nameOfPlace: (place: string) => string;
  readonly placeOfSignal: (signal: string) => string | undefined;
  readonly siteName: string;
}

interface Fields {
  readonly [field: string]: unknown;
}

/** The day it is in a time zone. Each act asks several times, and a zone's calendar is slow to answer; a day begins with a whole minute. */
function dayOf(timeZone: string, now: () => Temporal.Instant): () => string {
  let known = { minute: Number.NaN, day: '' };
  return () => {
    const at = now();
    const minute = Math.floor(at.epochMilliseconds / 60_000);
    if (minute !== known.minute) known = { minute, day: dayAt(at, timeZone).toString() };
    return known.day;
  };
}

/** Builds the policies. Rules are sought from the place upward: the nearest part of the plant that says something decides. */
export function policyOf(model: Model, kinds: Kinds, now: () => Temporal.Instant): PlantPolicy {
  const of = (kind: string) => model.objects.filter((object) => object.kind === kind);
  const tree = equipmentTree(model);
  const { chain } = tree;
  const site = of('equipment.site')[0];
  const timeZone = String((site?.fields as Fields | undefined)?.timeZone ?? 'UTC');
  // a rule's first day is a day of the plant, not of Greenwich
  const today = dayOf(timeZone, now);
  const calendarAt = calendarsOf(model, tree);
  const modes = of('governance.mode').map((object) => object.fields as unknown as ModeRule);
  const signatures = of('governance.signature-policy');
  const steps = of('governance.lifecycle-step');
  const numberings = new Map(of('governance.numbering').map(({ fields }) => [String((fields as Fields).of), fields as unknown as Numbering]));
  const roles = new Map(of('personnel.role').map((role) => [role.id, String((role.fields as Fields).name)]));
  const people = new Map(of('personnel.person').map((person) => [person.id, String((person.fields as Fields).name)]));
  const signals = new Map(of('scada.signal').map((signal) => [signal.id, String((signal.fields as Fields).on)]));
  return {
    modeOf: (rule, place): Mode => modeAt(modes, tree, rule.split('/')[0]!, place, today()),
    signaturesFor: (address, place): SignaturePolicy | undefined => {
      const asked = signaturesAsked(signatures, address, chain(place), today());
      const [first, ...more] = (asked?.signatures ?? []).map(({ role, says }): SignatureDemand => ({ meaning: says, roles: [role], isQuick: asked!.quickly }));
      return first && { signatures: [first, ...more], inOrder: asked!.inOrder, differentPersons: asked!.differentPersons };
    },
    stepsBefore: (address): AddedStep[] =>
      stepsAsked(steps, address).map((step) => ({
        step: String(step['step']),
        title: String(step['title']),
        before: address,
        meaning: String(step['says']),
        roles: [String(step['role'])],
        ...(step['when'] !== undefined && { when: String(step['when']) }),
      })),
    nameOfRole: (role) => roles.get(role) ?? roleInWords(role),
    rolesThatMay: (address, place) => rolesThatMay(model.objects, address, chain(place ?? site?.id), today()),
    isPlace: (place) => tree.kindOf(place) !== undefined,
    isWithin: (place, within) => chain(place).includes(within),
    under: tree.under,
    numberingOf: (noun) => numberings.get(noun),
    ownerOf: ownershipOf(model, kinds, tree, today),
    accessAt: (station) =>
      accessOf(
        of('personnel.access-policy').map((policy) => policy.fields as Fields),
        chain(/^(?:terminal|chosen):(.+)$/.exec(station)?.[1] ?? site?.id),
      ),
    nameOfPerson: (person) => people.get(person) ?? person,
    nameOfPlace: tree.nameOf,
    placeOfSignal: (signal) => signals.get(signal),
    tree,
    model,
    calendarAt,
    dueAfter: (delay, from) => {
      const calendar = delay.clock === 'working' ? calendarAt(delay.place) : undefined;
      // seconds as milliseconds: a working clock without a calendar runs all the time
      return calendar ? addWorkingTime(calendar, from, { milliseconds: Math.round(delay.seconds * 1000) }) : from.add({ milliseconds: Math.round(delay.seconds * 1000) });
    },
    timeZone,
    siteName: String((site?.fields as Fields | undefined)?.name ?? site?.id ?? ''),
  };
}

/** The access policy of the nearest part of the plant that has one. */
function accessOf(policies: readonly Fields[], around: readonly string[]): AccessPolicy {
  const nearest = around.map((place) => policies.find((policy) => policy.at === place)).find((policy) => policy !== undefined);
  // what holds where the model says nothing: Annex 11 §12 asks for limits, so there are some
  if (!nearest) return { idleAfterS: 900, endsAfterS: 36_000, quickSignIn: 'none', lockAfter: 5, lockForS: 900 };
  return {
    idleAfterS: seconds(String(nearest.idleAfter)),
    endsAfterS: seconds(String(nearest.endsAfter)),
    quickSignIn: nearest.quickSignIn as AccessPolicy['quickSignIn'],
    lockAfter: Number(nearest.lockAfter),
    lockForS: seconds(String(nearest.lockFor)),
  };
}

const unitSeconds: Record<string, number> = { s: 1, min: 60, h: 3600, hours: 3600, hour: 3600, day: 86_400, days: 86_400, week: 604_800, weeks: 604_800 };

/** Seconds of a duration as the model writes it: `5 min`, `12 h`, `2 days`. */
export function seconds(text: string): number {
  const found = /^(\d+(?:\.\d+)?) (\w+)$/.exec(text);
  const unit = found && unitSeconds[found[2]!];
  if (!unit) throw new TypeError(`"${text}" is no duration; write it like 5 min, 12 h or 2 days.`);
  return Number(found[1]) * unit;
}
