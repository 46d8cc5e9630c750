import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { namedPlant } from './named-plant.ts';

const root = join(import.meta.dirname, '../../..');
const settings = (name: string | undefined, env: NodeJS.ProcessEnv = {}) => {
  const { MILLRACE_PLANT, MILLRACE_DATA, MILLRACE_PORT } = namedPlant(name, env, root);
  return [MILLRACE_PLANT, MILLRACE_DATA, MILLRACE_PORT];
};

test('a plant that is named has a data folder and a port of its own, so that two run side by side', () => {
  assert.deepEqual(settings('gearbox'), ['plants/gearbox', '.millrace-gearbox', '4001']);
  assert.deepEqual(settings('plants/gearbox/'), ['plants/gearbox', '.millrace-gearbox', '4001']);
});
test('the standard plant, named or not, is where it always is', () => {
  assert.deepEqual(settings('tablets'), ['plants/tablets', undefined, undefined]);
  assert.deepEqual(settings(undefined), [undefined, undefined, undefined]);
});
test('what the environment says stands before', () => {
  assert.deepEqual(settings('gearbox', { MILLRACE_PORT: '4777', MILLRACE_DATA: '' }), ['plants/gearbox', '.millrace-gearbox', '4777']);
});
test('a plant that is named while the environment names another is not started in the folder of the first', () => {
  assert.throws(() => settings('gearbox', { MILLRACE_PLANT: 'plants/tablets' }), /You name plants\/gearbox, and MILLRACE_PLANT says plants\/tablets\. Leave one of them out\./);
  assert.throws(() => settings('tablets', { MILLRACE_PLANT: '/elsewhere/tablets' }), /Leave one of them out/);
  assert.deepEqual(settings('gearbox', { MILLRACE_PLANT: join(root, 'plants/gearbox') }).slice(1), ['.millrace-gearbox', '4001']);
});
test('a plant that is not there is named, and so is what would be right', () => {
  assert.throws(() => settings('gearbx'), /There is no plant plants\/gearbx\..*npm start -- gearbox/);
  assert.throws(() => settings('../secrets'), /There is no plant/);
});
