import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesOf, plantModel } from './model.ts';

const objects = [
  { kind: 'equipment.site', id: 'tablets', fields: { name: 'Tablets' } },
  { kind: 'equipment.area', id: 'packaging', fields: { name: 'Packaging', in: 'tablets' } },
  { kind: 'equipment.unit', id: 'PK-21', fields: { name: 'Blister 2', in: 'packaging' } },
  { kind: 'governance.signature-policy', id: '1', fields: { of: 'mes.step.complete', at: 'packaging', signatures: [{ role: 'operator', says: 'I did it' }] } },
  { kind: 'governance.mode', id: '1', fields: { of: 'mes.andon.*', at: 'packaging', mode: 'advise' } },
  { kind: 'governance.mode', id: '2', fields: { of: 'mes.andon.*', at: 'packaging', from: '2027-01-01', mode: 'enforce' } },
  { kind: 'integration.system', id: 'wms', fields: { name: 'Warehouse system' } },
  { kind: 'integration.ownership', id: '1', fields: { what: 'material.lot/quality', at: 'packaging', from: '2026-12-01', owner: 'wms' } },
];
const model = plantModel(objects, '2026-12-24');

test('a signature is asked for in the part of the plant that the policy names, and nowhere else', () => {
  assert.equal(model.meaningOf('mes.step.complete', 'PK-21'), 'I did it');
  assert.equal(model.meaningOf('mes.step.complete', 'tablets'), undefined);
});

test('a rule holds strictly where the model says nothing else', () => {
  assert.equal(model.modeOf('mes.andon.call/any', 'PK-21'), 'advise');
  assert.equal(model.modeOf('mes.andon.call/any', 'tablets'), 'enforce');
});

test('what the model does not name is shown by its id, and what is missing by a dash', () => {
  const names = namesOf(model);
  assert.equal(names.place('PK-21'), 'Blister 2');
  assert.equal(names.place('PK-99'), 'PK-99');
  assert.equal(names.person(null), '–');
  assert.equal(names.person('rule:qms.hold-lots'), 'rule hold lots');
});

test('a button is grey with the words of the server where another system owns the part of the record, there and from that day on', () => {
  assert.deepEqual(model.ownedElsewhere('material.lot', 'quality', 'PK-21'), {
    kind: 'Lot (quality)',
    owner: 'Warehouse system',
    next: 'Change it there; it comes over by its flow.',
  });
  assert.equal(model.ownedElsewhere('material.lot', 'quality', 'tablets'), undefined);
  assert.equal(model.ownedElsewhere('material.lot', undefined, 'PK-21'), undefined);
  assert.equal(plantModel(objects, '2026-11-30').ownedElsewhere('material.lot', 'quality', 'PK-21'), undefined);
});

test('a rule is called by its name, and a sentence that somebody wrote stays as it was written', () => {
  const { person } = namesOf(plantModel([]));
  assert.equal(person('rule:qms.hold-lots'), 'rule hold lots');
  for (const written of ['In-process check, check 2: Mean of 10 was 18.91, also after the re-check.', 'Note: seen by ben-7', 'at 10:30', '10:30'])
    assert.equal(person(written), written);
});
