import type { Model } from '@millrace/model';

/** The equipment hierarchy in force (ISA-95 part 1 §5.3): what lies in what, and what it is called. */
export interface EquipmentTree {
  /** A part of the plant and all it lies in, the nearest first; an unknown part stands alone. */
  readonly chain: (place: string | undefined) => readonly string[];
  /** All that lies in a part of the plant, itself included. */
  readonly under: (place: string) => readonly string[];
  readonly nameOf: (place: string) => string;
  readonly kindOf: (place: string) => string | undefined;
  readonly all: readonly EquipmentPart[];
}

export interface EquipmentPart {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly in: string | undefined;
  readonly fields: Readonly<Record<string, unknown>>;
}

const parts = new Set(['equipment.enterprise', 'equipment.site', 'equipment.area', 'equipment.line', 'equipment.unit']);

/** Reads the tree from the model. */
export function equipmentTree(model: Model): EquipmentTree {
  const all = model.objects
    .filter((object) => parts.has(object.kind))
    .map((object) => ({ id: object.id, kind: object.kind, name: String(object.fields.name ?? object.id), in: object.fields.in as string | undefined, fields: object.fields }));
  const byId = new Map(all.map((part) => [part.id, part]));
  const children = Map.groupBy(all, (part) => part.in ?? '');
  const chain = (place: string | undefined): string[] => {
    const found: string[] = [];
    for (let here = place; here !== undefined && !found.includes(here); here = byId.get(here)?.in) found.push(here);
    return found;
  };
  const under = (place: string): string[] => [place, ...(children.get(place) ?? []).flatMap((part) => under(part.id))];
  return { chain, under, nameOf: (place) => byId.get(place)?.name ?? place, kindOf: (place) => byId.get(place)?.kind, all };
}
