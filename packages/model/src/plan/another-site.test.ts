import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anotherSite } from './another-site.ts';

const site = (action: 'add' | 'retire', id: string) => ({ action, kind: 'equipment.site', id, ...(action === 'add' ? { after: {} } : { before: {} }) }) as never;

test('a change that takes out the site whose record this is, is the model of another plant', () => {
  assert.equal(anotherSite([site('add', 'gearbox'), site('retire', 'tablets')], 'tablets'), 'gearbox');
  assert.equal(anotherSite([site('retire', 'tablets')], 'tablets'), 'no site');
});
test('a change of this site, or of another in the same model, is none', () => {
  assert.equal(anotherSite([site('add', 'tablets')], 'tablets'), undefined);
  assert.equal(anotherSite([site('retire', 'old-mill')], 'tablets'), undefined);
});
