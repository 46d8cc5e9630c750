import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from './open.ts';
import { opened } from './session.fixture.ts';

test('a session ends ten hours after it was opened, whatever happens', () => {
  assert.deepEqual([opened.openedAt.toString(), opened.endsAt.toString()], ['2026-11-22T10:00:00Z', '2026-11-22T20:00:00Z']);
});
test('only the door opens a session, never a person by hand', () => {
  assert.equal(open.caller, 'system');
});
