import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Text } from '../text/text.ts';
import { slotsOf, whyNotSign } from './slots.ts';

const policy = {
  signatures: [
    { role: 'quality', says: 'I checked it' },
    { role: 'production', says: 'I agree' },
    { role: 'qa', says: 'I approve it' },
  ],
  inOrder: true,
  differentPersons: true,
  quickly: false,
};
const step = (index: number, signedBy: string, isStanding = true) => ({
  step: `qms.deviation.approve/${index}`,
  signedBy,
  signedAt: '2026-11-22T10:00:00Z',
  ofRevision: 4,
  isStanding,
});
const slots = (...steps: ReturnType<typeof step>[]) => slotsOf('qms.deviation.approve', policy, { steps });
const t: Text = (text, values = {}) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
const names = { person: (id: string | null | undefined) => `Name of ${id}`, role: (id: string | null | undefined) => `Role ${id}` };
const why = (of: ReturnType<typeof slots>, index: number, person: string, ...roles: string[]) => whyNotSign(of, of[index]!, policy, { person, roles }, names, t);

test('a signature on an earlier revision is open again', () => {
  assert.deepEqual(
    slots(step(1, 'kim', false), step(2, 'max')).map((one) => one.by),
    [undefined, 'max', undefined],
  );
});

test('the screen says why somebody cannot sign, in the order in which the server would', () => {
  const none = slots();
  assert.equal(why(none, 0, 'kim', 'quality'), undefined);
  assert.equal(why(none, 0, 'max', 'production'), 'Role quality gives this signature.');
  assert.equal(why(none, 1, 'max', 'production'), 'Role quality signs first: “I checked it”.');
  const one = slots(step(1, 'kim'));
  assert.equal(why(one, 0, 'zoe', 'quality'), 'Name of kim has signed this.');
  assert.equal(why(one, 1, 'max', 'production'), undefined);
  assert.equal(why(one, 1, 'kim', 'production'), 'You have signed already; somebody else gives this signature.');
});
