import type { PlantModel, PlantObject } from '@millrace/ui';

/** The leaves of the reason tree that a unit may give, under their groups; those of other classes of machine are left out. */
export function reasonGroups(model: PlantModel, kind: 'stop' | 'scrap', place: string): { readonly group: string; readonly reasons: readonly PlantObject[] }[] {
  const ofUnit = model.find('equipment.unit', place)?.fields['class'];
  const all = model.of('equipment.reason').filter((one) => one.fields['for'] === kind);
  const isMeant = (one: PlantObject) => {
    const classes = one.fields['classes'] as readonly string[] | undefined;
    return classes === undefined || classes.length === 0 || classes.includes(String(ofUnit));
  };
  const parents = new Set(all.map((one) => one.fields['under']));
  return all
    .filter((one) => parents.has(one.id))
    .map((group) => ({ group: String(group.fields['name']), reasons: all.filter((one) => one.fields['under'] === group.id && !parents.has(one.id) && isMeant(one)) }))
    .filter(({ reasons }) => reasons.length > 0);
}
