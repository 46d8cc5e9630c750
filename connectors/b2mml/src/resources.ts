import type { Equipment, Material, Personnel } from './canonical.ts';
import { all, first, given, levels, note, place, properties, quantities, type Reading, text, word } from './fields.ts';
import type { Element } from './xml.ts';

/** Material uses (B2MML V0701, MaterialUseType; older dialects have fewer). */
export const materialUses = [
  'Consumable',
  'Consumed',
  'Produced',
  'By-product Produced',
  'Co-product Produced',
  'Yield Produced',
  'Material Consumed',
  'Material Produced',
  'Destructive Sample',
  'Returned Sample',
  'Retained Sample',
  'Inventoried',
  'Other',
];

/** A material requirement or actual; its assembly parts inside it. */
export function material(reading: Reading, element: Element): Material {
  const kind = element.name.replace(/(Requirement|Actual)$/, '');
  const suffix = element.name.endsWith('Actual') ? 'Actual' : 'Requirement';
  const one = given({
    id: text(element, 'ID'),
    definitionId: single(reading, element, 'MaterialDefinitionID'),
    classId: text(element, 'MaterialClassID'),
    lotId: single(reading, element, 'MaterialLotID'),
    subLotId: text(element, 'MaterialSubLotID'),
    use: word(reading, element, 'MaterialUse', materialUses),
    description: text(element, 'Description'),
    quantities: quantities(reading, element),
    location: place(reading, first(element, 'Location', 'StorageLocation')),
    properties: properties(reading, all(element, `Material${suffix}Property`)),
    assembly: all(element, `Assembly${suffix}`).map((part) => material(reading, part)),
  });
  if (kind === 'Material' && one.definitionId === undefined && one.classId === undefined && one.lotId === undefined && one.subLotId === undefined)
    note(reading, element, 'the material is not named', 'a MaterialDefinitionID, MaterialClassID, MaterialLotID or MaterialSubLotID', null);
  return one;
}

/** An identifier that may be repeated in the schema and means one thing here. */
function single(reading: Reading, element: Element, name: string): string | undefined {
  const [one, other] = all(element, name).filter((child) => child.text !== '');
  if (other) note(reading, other, `there is a second ${name}`, `one ${name}; another material is another ${element.name}`);
  return one?.text;
}

export function equipment(reading: Reading, element: Element): Equipment {
  return given({
    id: text(element, 'ID'),
    equipmentId: single(reading, element, 'EquipmentID'),
    classId: text(element, 'EquipmentClassID'),
    level: word(reading, element, 'EquipmentLevel', levels) ?? word(reading, element, 'EquipmentElementLevel', levels),
    use: text(element, 'EquipmentUse'),
    quantities: quantities(reading, element),
  });
}

export function personnel(reading: Reading, element: Element): Personnel {
  return given({
    id: text(element, 'ID'),
    personId: single(reading, element, 'PersonID'),
    classId: text(element, 'PersonnelClassID'),
    use: text(element, 'PersonnelUse'),
    quantities: quantities(reading, element),
  });
}
