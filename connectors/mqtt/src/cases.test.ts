import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { casesIn, playCase, readConfig } from '@millrace/connector-kit';
import { mqttTopics } from './connector.ts';

for (const one of casesIn(join(import.meta.dirname, '..')))
  test(`case: ${one.problem}`, () => {
    const { actual, expected } = playCase(mqttTopics, one);
    assert.deepEqual(actual, expected);
  });

test('the sample is a valid configuration', () => {
  assert.equal(readConfig(mqttTopics, mqttTopics.sample).rules.length, 3);
});
