import type { Mode } from '@millrace/kernel';
import { modeAt, ownedElsewhere, ownersOf, rolesThatMay, signaturesAsked, type Elsewhere, type ModeRule, type SignaturesAsked } from '@millrace/model';

/** One object of the operating model in force, as the server exports it. */
export interface PlantObject {
  readonly kind: string;
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What screens need of the operating model: names, the equipment tree, who signs what, how strictly a rule holds. */
export interface PlantModel {
  readonly isLoaded: boolean;
  readonly objects: readonly PlantObject[];
  readonly of: (kind: string) => readonly PlantObject[];
  readonly find: (kind: string, id: string | undefined | null) => PlantObject | undefined;
  /** A part of the plant and all it lies in, the nearest first. */
  readonly chain: (place: string | undefined) => readonly string[];
  /** All signatures that the policy asks for of a command. */
  readonly signaturesFor: (address: string, place?: string) => SignaturesAsked | undefined;
  /** Meaning of the signature that does the command, where the policy asks for one. */
  readonly meaningOf: (address: string, place?: string) => string | undefined;
  /** Roles that may use an address at a place today, for who may not. */
  readonly rolesThatMay: (address: string, place?: string) => readonly string[];
  readonly modeOf: (rule: string, place?: string) => Mode;
  /** Whose a record is, or the part of it that a command changes, when it is not ours to change here today. */
  readonly ownedElsewhere: (noun: string, part: string | undefined, place?: string) => Elsewhere | undefined;
}

const places = ['equipment.unit', 'equipment.line', 'equipment.area', 'equipment.site', 'equipment.enterprise'];
const nothing: readonly PlantObject[] = [];

/** The model of a list of objects, as it holds on a day of the plant; today where none is given. */
export function plantModel(objects: readonly PlantObject[], day?: string): PlantModel {
  const kinds = Map.groupBy(objects, (object) => object.kind);
  const byKey = new Map(objects.map((object) => [`${object.kind} ${object.id}`, object]));
  const find: PlantModel['find'] = (kind, id) => (id === undefined || id === null ? undefined : byKey.get(`${kind} ${id}`));
  const placeOf = (id: string) => places.map((kind) => find(kind, id)).find((one) => one !== undefined);
  const chain = (place: string | undefined): string[] => {
    const found: string[] = [];
    for (let here = place; here !== undefined && !found.includes(here); here = placeOf(here)?.fields['in'] as string | undefined) found.push(here);
    return found;
  };
  const zone = kinds.get('equipment.site')?.[0]?.fields['timeZone'];
  const today = day ?? Temporal.Now.plainDateISO(typeof zone === 'string' ? zone : 'UTC').toString();
  const modes = (kinds.get('governance.mode') ?? nothing).map((one) => one.fields as unknown as ModeRule);
  const owners = ownersOf(objects);
  const policies = kinds.get('governance.signature-policy') ?? nothing;
  const signaturesFor: PlantModel['signaturesFor'] = (address, place) => signaturesAsked(policies, address, chain(place), today);
  return {
    isLoaded: objects.length > 0,
    objects,
    of: (kind) => kinds.get(kind) ?? nothing,
    find,
    chain,
    signaturesFor,
    meaningOf: (address, place) => signaturesFor(address, place)?.signatures.at(-1)?.says,
    rolesThatMay: (address, place) => rolesThatMay(objects, address, chain(place ?? kinds.get('equipment.site')?.[0]?.id), today),
    modeOf: (rule, place) => modeAt(modes, { chain }, rule.split('/')[0]!, place, today),
    ownedElsewhere: (what, part, place) => ownedElsewhere(owners, what, part, chain(place), today),
  };
}

/** Names of persons, places and things, as people here call them; the id where the model knows none. */
export interface Names {
  readonly person: (id: string | null | undefined) => string;
  readonly place: (id: string | null | undefined) => string;
  readonly material: (id: string | null | undefined) => string;
  readonly reason: (id: string | null | undefined) => string;
  readonly work: (id: string | null | undefined) => string;
  readonly role: (id: string | null | undefined) => string;
}

// `rule:qms.hold-lots`, `flow:erp`, `database:postgres`: one word, and no sentence that somebody wrote
const actsByItself = /^[a-z]+:[\w.-]+$/;

/** Names out of a model; dots for all of them while it is still on its way, so that nobody reads an id for the blink of an eye. */
export function namesOf(model: PlantModel, isComing = false): Names {
  const name = (kinds: readonly string[]) => (id: string | null | undefined) => {
    if (id === undefined || id === null || id === '') return '–';
    if (isComing) return '…';
    const found = kinds.map((kind) => model.find(kind, id)).find((one) => one !== undefined);
    return String(found?.fields['name'] ?? id);
  };
  const person = name(['personnel.person']);
  return {
    // a rule or a flow acts under its own name: `rule:qms.hold-lots` is said as `rule hold lots`
    person: (id) => (id !== undefined && id !== null && actsByItself.test(id) ? id.replace(/:(?:[a-z-]+\.)?/, ' ').replaceAll('-', ' ') : person(id)),
    place: name(places),
    material: name(['material.definition']),
    reason: name(['equipment.reason']),
    work: name(['work.master']),
    role: name(['personnel.role']),
  };
}
