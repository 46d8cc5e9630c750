import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftKinds } from './fixtures/kinds.fixture.ts';
import { modeAt } from './mode.ts';
import { modelOf } from './model.ts';
import { ownerBy, type OwnershipRule } from './ownership.ts';
import { placesOf } from './place.ts';

const places = placesOf(
  draftKinds,
  modelOf([
    { kind: 'equipment.enterprise', id: 'lindau', fields: {} },
    { kind: 'equipment.site', id: 'tablets', fields: { in: 'lindau' } },
    { kind: 'equipment.area', id: 'packaging', fields: { in: 'tablets' } },
    { kind: 'equipment.line', id: 'line-1', fields: { in: 'packaging' } },
    { kind: 'equipment.line', id: 'line-2', fields: { in: 'packaging' } },
  ]),
);
const ladder = draftKinds.need('governance.ladder');
const material = draftKinds.need('material.definition');
const owner = (rules: OwnershipRule[], at: string, today = '2026-11-22') => ownerBy(rules, places, today)(ladder, 'x', { at }, '');

test('a part of the plant lies in all the parts above it', () => {
  assert.deepEqual(places.chain('line-1'), ['line-1', 'packaging', 'tablets', 'lindau']);
  assert.deepEqual(places.chain('elsewhere'), ['elsewhere']);
  assert.deepEqual(places.chain(undefined), []);
});

test('where nothing is said the kind says who owns it', () => {
  assert.equal(owner([], 'line-1'), 'model');
});

test('the nearest part of the plant decides: one line can be taken over before the others', () => {
  const rules: OwnershipRule[] = [
    { what: 'governance.ladder', owner: 'records' },
    { what: 'governance.ladder', at: 'line-1', owner: 'model' },
  ];
  assert.deepEqual([owner(rules, 'line-1'), owner(rules, 'line-2')], ['model', 'records']);
  assert.deepEqual([owner(rules.toReversed(), 'line-1'), owner(rules.toReversed(), 'line-2')], ['model', 'records']);
});

test('a rule holds from its first day on', () => {
  const rules: OwnershipRule[] = [
    { what: 'governance.ladder', owner: 'records' },
    { what: 'governance.ladder', from: '2026-12-01', owner: 'erp' },
  ];
  assert.deepEqual([owner(rules, 'line-1', '2026-11-30'), owner(rules, 'line-1', '2026-12-01')], ['records', 'erp']);
});

test('a group of fields may have an owner of its own', () => {
  const by = ownerBy([{ what: 'material.definition/cost', owner: 'erp' }], places, '2026-11-22');
  assert.deepEqual([by(material, 'API-7', {}, ''), by(material, 'API-7', {}, 'cost')], ['model', 'erp']);
  const all = ownerBy(
    [
      { what: 'material.definition', owner: 'plm' },
      { what: 'material.definition/cost', owner: 'erp' },
    ],
    places,
    '2026-11-22',
  );
  assert.deepEqual([all(material, 'API-7', {}, ''), all(material, 'API-7', {}, 'cost')], ['plm', 'erp']);
});

test('a rule of one kind says nothing of another whose name begins alike', () => {
  assert.equal(owner([{ what: 'governance.lad', owner: 'erp' }], 'line-1'), 'model');
});

test('rules enforce where nothing is said, and one line can shadow while the others enforce', () => {
  const rules = [
    { of: 'governance.escalation.*', at: 'line-1', mode: 'shadow' as const },
    { of: 'mes.*', at: 'packaging', mode: 'observe' as const },
    { of: 'mes.andon.call', at: 'packaging', mode: 'advise' as const },
    { of: 'qms.*', from: '2027-01-01', mode: 'observe' as const },
  ];
  const at = (address: string, place: string, today = '2026-11-22') => {
    const [one, other] = [modeAt(rules, places, address, place, today), modeAt(rules.toReversed(), places, address, place, today)];
    assert.equal(one, other, 'the order in the file decides nothing');
    return one;
  };
  assert.equal(at('governance.escalation.climb', 'line-1'), 'shadow');
  assert.equal(at('governance.escalation.climb', 'line-2'), 'enforce');
  assert.equal(at('mes.count.report', 'line-2'), 'observe');
  assert.equal(at('mes.andon.call', 'line-2'), 'advise');
  assert.equal(at('qms.deviation.open', 'line-1'), 'enforce');
  assert.equal(at('qms.deviation.open', 'line-1', '2027-01-01'), 'observe');
});
