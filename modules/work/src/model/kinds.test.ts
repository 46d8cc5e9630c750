import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Model, ModelObject } from '@millrace/model';
import { master as workMaster } from './kinds.ts';

const of = (...steps: object[]) => ({ kind: 'work.master', id: 'pack', fields: { steps: steps.map((step) => ({ data: [], ...step })) } }) as unknown as ModelObject<never>;
const found = (mine: ModelObject<never>) =>
  (workMaster.rules ?? []).flatMap((rule) => [...rule([mine], { objects: [mine] } as unknown as Model)]).map(({ path, says }) => `${path?.join('.')}: ${says}`);
const signs = { says: 'The line is clear', role: 'operator', second: 'team-leader' };

test('a step that repeats asks for another reader, not for a second signature', () => {
  assert.deepEqual(found(of({ id: 'clear', signs })), []);
  assert.deepEqual(found(of({ id: 'weigh', every: '30 min', signs }, { id: 'end' })), ['steps.0.signs.second: weigh repeats, and a step that repeats has no second signature.']);
});
test('what ends the repeating of a step comes after it', () => {
  assert.deepEqual(found(of({ id: 'weigh', every: '30 min', until: 'end' }, { id: 'end' })), []);
  assert.deepEqual(found(of({ id: 'begin' }, { id: 'weigh', every: '30 min', until: 'begin' })), ['steps.1.until: begin is no step after weigh.']);
});
test('only where a lot is asked for is it said of which materials it may be', () => {
  const asks = (answer: string) => of({ id: 'foil', data: [{ id: 'reel', answer, materials: ['PM-01'] }] });
  assert.deepEqual(found(asks('lot')), []);
  assert.deepEqual(found(asks('scan')), ['steps.0.data.0.materials: reel names materials and asks for no lot.']);
});
