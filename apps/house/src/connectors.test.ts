import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mqttTopics } from '@millrace/connector-mqtt';
import { mtconnect } from '@millrace/connector-mtconnect';
import { sparkplug } from '@millrace/connector-sparkplug';
import { settings } from './connectors.ts';

test('a model is checked against the settings that the connector of that name reads', () => {
  for (const connector of [sparkplug, mtconnect, mqttTopics]) assert.equal(settings.connector.get(connector.type), connector.config, connector.type);
});
test('a folder of a flow stays in the drop folder', () => {
  const b2mml = settings.format.get('b2mml-v0401')!;
  assert.equal(b2mml.safeParse({ folder: 'inbox/erp', timeZone: 'Europe/Vienna' }).success, true);
  for (const folder of ['../elsewhere', '/etc', 'inbox/../../x', 'C:\\x', '\\\\host\\x']) assert.equal(b2mml.safeParse({ folder }).success, false, folder);
  assert.equal(b2mml.safeParse({ timeZone: 'Europe/Viena' }).success, false);
});
