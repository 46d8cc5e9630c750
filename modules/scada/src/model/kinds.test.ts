import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model, ModelObject } from '@millrace/model';
import { signal, stateMapping } from './kinds.ts';

const object = (kind: string, id: string, fields: Record<string, unknown>) => ({ kind, id, fields }) as unknown as ModelObject<never>;
const reason = object('equipment.reason', 'feeder-jam', { for: 'stop' });
const found = (kind: typeof stateMapping | typeof signal, mine: ModelObject<never>, ...others: ModelObject<never>[]) => {
  const model = { objects: [mine, ...others] } as unknown as Model;
  return kind.rules.flatMap((rule) => [...rule([mine], model)].map((one) => `${one.says} ${one.instead}`));
};
const mapping = (to: string, values: object) => object('scada.state-mapping', 'm', { to, values });

test('a mapping to reasons names reasons for a stop that the model has', () => {
  assert.deepEqual(found(stateMapping, mapping('reason', { '17': 'feeder-jam' }), reason), []);
  assert.deepEqual(found(stateMapping, mapping('reason', { '17': 'feeder-jm' }), reason), ['17 means feeder-jm, which is no reason for a stop. The model has feeder-jam.']);
});
test('a mapping to states names PackML states', () => {
  assert.deepEqual(found(stateMapping, mapping('state', { '6': 'running' })), ['6 means running, which is no state. Use a PackML state.']);
});
test('a signal has a mapping that reads what it means', () => {
  const why = object('scada.signal', 'PK-11.why', { means: 'stop-reason', mapping: 'm', connection: 'c', address: 'a' });
  assert.deepEqual(found(signal, why, mapping('reason', {})), []);
  assert.deepEqual(found(signal, why, mapping('state', {})), ['PK-11.why is a stop-reason and its mapping reads a state. Name a mapping to reason.']);
});
const energy = (id: string, fields: object) => object('scada.signal', id, { means: 'energy', on: 'PK-11', connection: 'c', address: id, ...fields });
test('energy is a counter in a unit of energy, and a part of the plant has one', () => {
  const counted = { unit: 'kWh', counter: { resets: 'never' } };
  assert.deepEqual(found(signal, energy('PK-11.energy', counted)), []);
  assert.match(
    found(signal, energy('PK-11.energy', { ...counted, unit: 'kW' }))[0]!,
    /^PK-11.energy gives energy in kW, which is no energy\. Write one of Wh, .* a power is a measurement\.$/,
  );
  assert.deepEqual(found(signal, energy('PK-11.energy', { unit: 'kWh' })), [
    'PK-11.energy gives energy and does not say how it counts. Add counter: { resets: never }, or when it begins again.',
  ]);
  const [first, second] = [energy('PK-11.energy', counted), energy('PK-11.heat', counted)];
  const model = { objects: [first, second] } as unknown as Model;
  assert.deepEqual(
    signal.rules.flatMap((rule) => [...rule([first, second], model)].map((one) => one.says)),
    ['PK-11.heat and PK-11.energy both count the energy of PK-11.'],
  );
});
