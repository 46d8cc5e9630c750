import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model, ModelObject } from '@millrace/model';
import { definition } from './kinds.ts';

test('an indicator of energy is told in a unit of energy, and the check names the units that are', () => {
  const found = (unit: string, measures = 'energy-per-thousand') => {
    const mine = { kind: 'indicator.definition', id: 'energy', fields: { measures, unit } } as unknown as ModelObject<never>;
    return definition.rules.flatMap((rule) => [...rule([mine], { objects: [mine] } as unknown as Model)].map((one) => `${one.says} ${one.instead}`));
  };
  assert.deepEqual([found('kWh'), found('MJ'), found('%', 'oee')], [[], [], []]);
  assert.match(found('kW')[0]!, /^energy measures energy in kW, which is no energy\. Write one of Wh, .*kWh, .*MJ/);
});
