import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledBy } from './called-as.ts';

test('what is printed to be typed is said as Millrace was called', () => {
  assert.equal(calledBy(['node', `${process.cwd()}/apps/millrace/src/main.ts`], { npm_lifecycle_event: 'millrace' }), 'npm run -s millrace --');
  assert.equal(calledBy(['node', `${process.cwd()}/apps/millrace/src/main.ts`], {}), 'node apps/millrace/src/main.ts');
  assert.equal(calledBy(['node', '/usr/local/bin/millrace'], {}), 'millrace');
});
