import { isUnit, unitOfCommonCode } from '@millrace/quantity';
import type { StoredObject } from '@millrace/model';

/** The kinds of model objects that a request's words may mean. */
export const wordKinds = ['equipment.line', 'equipment.unit', 'integration.mapping', 'material.definition', 'work.master', 'work.route'];

interface KnownAs {
  readonly system: string;
  readonly id: string;
}

export interface Master {
  readonly name: string;
  readonly type: 'production' | 'maintenance' | 'quality' | 'inventory';
  readonly segment: string;
  readonly makes?: string;
  readonly batch?: string;
  readonly on: readonly { readonly at: string }[];
}

/** The model's words as one system says them. */
export interface Words {
  /** Our name of a material: by what the system calls it, else by our own; a route (ISA-95 operations definition) means what it makes. */
  readonly material: (told: string) => { readonly name: string; readonly unit: string } | undefined;
  readonly place: (told: string) => string | undefined;
  /** UCUM code of a unit in the system's word. */
  readonly unit: (told: string) => string | undefined;
  readonly mastersOf: (segment: string) => readonly (Master & { readonly id: string })[];
  readonly master: (name: string) => (Master & { readonly id: string }) | undefined;
  /** Work masters of the route that makes a material, in order. */
  readonly routeOf: (material: string) => readonly string[] | undefined;
  /** Line of a unit. */
  readonly lineOf: (unit: string) => string | undefined;
}

/** Reads the model's words for one system: what it calls a thing (`knownAs`), then our own name (DESIGN §6). */
export function wordsOf(objects: readonly StoredObject[], system: string): Words {
  const inForce = Map.groupBy(
    objects.filter((object) => object.state === 'current'),
    (object) => object.kind,
  );
  const of = (kind: string) => inForce.get(kind) ?? [];
  const byTheirs = (list: readonly StoredObject[]) => {
    const names = new Map<string, StoredObject>();
    for (const object of list) names.set(object.name, object);
    // their own word goes before ours: it is what they mean
    for (const object of list) for (const known of (object.fields.knownAs ?? []) as readonly KnownAs[]) if (known.system === system) names.set(known.id, object);
    return names;
  };
  const materials = byTheirs(of('material.definition'));
  const places = byTheirs([...of('equipment.line'), ...of('equipment.unit')]);
  const units = new Map(of('equipment.unit').map((unit) => [unit.name, unit]));
  const masters = new Map(
    of('work.master').map((master) => [
      master.name,
      { ...(master.fields as unknown as Master), type: (master.fields.type as Master['type'] | undefined) ?? 'production', id: master.name },
    ]),
  );
  const mapped = (what: string) =>
    (of('integration.mapping').find((one) => one.fields.system === system && one.fields.what === what)?.fields.words ?? {}) as Readonly<Record<string, string>>;
  const [unitWords, segmentWords] = [mapped('unit'), mapped('segment')];
  const madeBy = new Map(of('work.route').map((route) => [route.name, String(route.fields.makes)]));
  const routes = new Map(of('work.route').map((route) => [String(route.fields.makes), (route.fields.segments as readonly { work: string }[]).map((one) => one.work)]));
  return {
    material: (told) => {
      const found = materials.get(told) ?? materials.get(madeBy.get(told) ?? '');
      return found && { name: found.name, unit: String(found.fields.unit) };
    },
    place: (told) => places.get(told)?.name,
    unit: (told) => unitWords[told] ?? commonUnit(told) ?? (isUnit(told) ? told : undefined),
    mastersOf: (segment) => [...masters.values()].filter((master) => master.segment === (segmentWords[segment] ?? segment)),
    master: (name) => masters.get(name),
    routeOf: (material) => routes.get(material),
    lineOf: (unit) => units.get(unit)?.fields.in as string | undefined,
  };
}

/** Unit by UN/ECE common code (`KGM`), or undefined where the word is none. */
function commonUnit(told: string): string | undefined {
  try {
    return unitOfCommonCode(told);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
