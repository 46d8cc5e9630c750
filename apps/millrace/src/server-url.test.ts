import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverUrl } from './server-url.ts';
import { settingsText } from './settings-text.ts';

test('the command line speaks to the server that starts by the same settings', () => {
  assert.equal(serverUrl({}), 'http://127.0.0.1:4000');
  assert.equal(serverUrl({ MILLRACE_PORT: '4200' }), 'http://127.0.0.1:4200');
  assert.equal(serverUrl({ MILLRACE_HOST: 'plant.example', MILLRACE_PORT: '4200' }), 'http://plant.example:4200');
  assert.equal(serverUrl({ MILLRACE_HOST: '::1' }), 'http://[::1]:4000');
});
test('a server that listens everywhere is called on this machine', () => {
  assert.equal(serverUrl({ MILLRACE_HOST: '0.0.0.0', MILLRACE_PORT: '4200' }), 'http://127.0.0.1:4200');
});
test('a server that is named is the one that is asked', () => {
  assert.equal(serverUrl({ MILLRACE_URL: 'https://mos.example', MILLRACE_PORT: '4200' }), 'https://mos.example');
});
test('the settings of the command line stand in the list of settings', () => {
  for (const name of ['MILLRACE_URL', 'MILLRACE_USER', 'MILLRACE_PASSWORD', 'MILLRACE_TOKEN']) assert.match(settingsText(), new RegExp(`^  ${name} `, 'm'));
});
