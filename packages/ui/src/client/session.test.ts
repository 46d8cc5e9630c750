/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readSession } from './session.ts';

const rest = { person: { id: 'ana', name: 'Ana', initials: 'A' }, roles: [{ role: 'quality', place: null }], permissions: [], demo: false, idleTimeoutS: 600 };

test('the site of a session has its name and its time zone', () => {
  assert.deepEqual(readSession({ ...rest, site: 'lindau', siteName: 'Lindau · tablets', timeZone: 'Europe/Berlin' }).site, {
    id: 'lindau',
    name: 'Lindau · tablets',
    zone: 'Europe/Berlin',
  });
});

test('a site without a name is called by its id', () => {
  assert.deepEqual(readSession({ ...rest, site: 'lindau' }).site, { id: 'lindau', name: 'lindau' });
});
