import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askExtension } from './ask-extension.ts';
import { does, finished, opened } from './action.fixture.ts';

const later = Temporal.Instant.from('2026-11-25T10:00:00Z');
const asked = does(opened, askExtension, { to: later, why: 'The part is late' });

test('its owner asks for more time; until it is allowed the old day counts', () => {
  assert.deepEqual([asked.due.toString(), 'asked' in asked && asked.asked?.to.toString()], [opened.due.toString(), later.toString()]);
});
test('a later date is asked for once at a time', () => {
  assert.throws(() => does(asked, askExtension, { to: later, why: 'even later' }), { rule: 'governance.action.ask-extension/asked-already' });
});
test('the date asked for is later than the present one', () => {
  assert.throws(() => does(opened, askExtension, { to: opened.due, why: 'same day' }), { rule: 'governance.action.ask-extension/not-later' });
});
test('nobody asks for more time for somebody else', () => {
  assert.throws(() => does(opened, askExtension, { to: later, why: 'for ben' }, 'ana'), { rule: 'governance.action.ask-extension/not-yours' });
});
test('what is done needs no more time', () => {
  assert.throws(() => does(finished, askExtension, { to: later, why: 'late' }), { rule: 'governance.action.ask-extension/not-open' });
});
