export { equipmentTree, type EquipmentPart, type EquipmentTree } from './tree.ts';
export { calendarsOf } from './calendar.ts';
