import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelOf } from '@millrace/model';
import { skillsOf } from './people.ts';

const person = (id: string, holds: object[], crew: string | null = 'A') => ({ kind: 'personnel.person', id, fields: { name: id, ...(crew !== null && { crew }), holds } });
const assigned = (who: string, at: string) => ({ kind: 'personnel.role-assignment', id: who, fields: { person: who, role: 'operator', at } });
const model = modelOf([
  { kind: 'personnel.qualification', id: 'line', fields: { name: 'Blister line', validFor: '12 months' } },
  { kind: 'personnel.qualification', id: 'press', fields: { name: 'Press' } },
  { kind: 'work.master', id: 'pack', fields: { requires: 'line', on: [{ at: 'L2' }] } },
  { kind: 'work.master', id: 'compress', fields: { requires: 'press', on: [{ at: 'TP' }] } },
  person('ana', [{ qualification: 'line', since: '2026-01-10' }]),
  person('ben', [{ qualification: 'line', since: '2025-12-01' }]),
  person('cleo', []),
  person('dora', [], null),
  assigned('ana', 'L2'),
  assigned('ben', 'area'),
  assigned('cleo', 'TP'),
  assigned('dora', 'L2'),
]);
const skills = skillsOf(model, { places: ['L2', 'U1'], chain: ['L2', 'area', 'site'], timeZone: 'Pacific/Auckland' });

test('a qualification holds from the day it was shown until its validity has run out', () => {
  assert.deepEqual(
    ['2026-01-09', '2026-01-10', '2027-01-10', '2027-01-11'].map((day) => skills.holds('ana', 'line', day)),
    [false, true, true, false],
  );
});
test('a person whom the model no longer knows holds nothing', () => {
  assert.equal(skills.holds('gone', 'line', '2026-06-01'), false);
});
test('a gap counts those of the crews here who lack what the work here asks for, a month ahead', () => {
  assert.deepEqual(skills.gaps('2026-06-01'), []);
  // ben's ends on 1 December
  assert.deepEqual(skills.gaps('2026-11-15'), [{ label: 'Blister line', value: 1 }]);
});
test('who works elsewhere, or is in no crew, is no gap here', () => {
  assert.equal(skills.gaps('2026-11-15')[0]!.value, 1);
});
test('the day on which a qualification was shown and ran out is a day of the plant', () => {
  // 10 January 2026 begins in Auckland at eleven of the ninth at Greenwich, and 10 January 2027 ends at eleven of the tenth
  const moments = ['2026-01-09T10:59:00Z', '2026-01-09T11:00:00Z', '2027-01-10T10:59:00Z', '2027-01-10T11:00:00Z'];
  assert.deepEqual(
    moments.map((at) => skills.heldAt('ana', 'line', Temporal.Instant.from(at))),
    [false, true, true, false],
  );
});
