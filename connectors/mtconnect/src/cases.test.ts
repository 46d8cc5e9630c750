import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { casesIn, playCase, readConfig } from '@millrace/connector-kit';
import { mtconnect } from './connector.ts';

for (const one of casesIn(join(import.meta.dirname, '..')))
  test(`case: ${one.problem}`, () => {
    const { actual, expected } = playCase(mtconnect, one);
    assert.deepEqual(actual, expected);
  });

test('the sample is a valid configuration', () => {
  assert.equal(readConfig(mtconnect, mtconnect.sample).port, 7878);
});
