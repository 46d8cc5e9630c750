import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askExtension } from './ask-extension.ts';
import { decideExtension } from './decide-extension.ts';
import { does, opened } from './action.fixture.ts';

const later = Temporal.Instant.from('2026-11-25T10:00:00Z');
const asked = does(opened, askExtension, { to: later, why: 'The part is late' });

test('a date that is allowed is the new one, and the trail keeps the old', () => {
  const extended = does(asked, decideExtension, { isAllowed: true }, 'ana');
  assert.deepEqual([extended.due.toString(), extended.extensions.map((one) => one.isAllowed)], [later.toString(), [true]]);
});
test('a date that is refused leaves the old one, and the trail says so', () => {
  const refused = does(asked, decideExtension, { isAllowed: false }, 'ana');
  assert.deepEqual([refused.due.toString(), refused.extensions.map((one) => one.isAllowed)], [opened.due.toString(), [false]]);
});
test('nobody decides on the date they asked for', () => {
  assert.throws(() => does(asked, decideExtension, { isAllowed: true }), { rule: 'governance.action.decide-extension/own-wish' });
});
test('what nobody asked for is not decided', () => {
  assert.throws(() => does(opened, decideExtension, { isAllowed: true }, 'ana'), { rule: 'governance.action.decide-extension/not-asked' });
});
