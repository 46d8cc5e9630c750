/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { homeFor, navigationFor, recordPath, type Screen } from './screen.ts';

const component = () => null;
const screen = (path: string, group: 'Quality' | 'Plan', order: number, address?: string, home?: string[]): Screen => ({
  path,
  title: path,
  component,
  nav: { group, label: path, order, icon: 'now' },
  ...(address ? { address } : {}),
  ...(home ? { home } : {}),
});
const screens = [
  screen('/b', 'Quality', 20, 'qms.capa.list'),
  screen('/a', 'Quality', 10, 'qms.deviation.list', ['quality']),
  screen('/p', 'Plan', 10, 'planning.schedule.read', ['planner']),
  { path: '/qms/deviation/$id', title: 'one', component, address: 'qms.deviation.read' },
];

test('a person sees only the groups in which something is permitted', () => {
  const sections = navigationFor(screens, ['qms.deviation.list', 'qms.capa.list']);
  assert.deepEqual(
    sections.map(({ group, screens: shown }) => [group, shown.map(({ path }) => path)]),
    [['Quality', ['/a', '/b']]],
  );
});

test('home is the screen of the first role that has one, and is permitted', () => {
  assert.equal(homeFor(screens, ['guest', 'planner', 'quality'], ['qms.deviation.list'])?.path, '/a');
  assert.equal(homeFor(screens, ['planner'], []), undefined);
});

test("a record's page follows from its noun and id", () => {
  assert.equal(recordPath('qms.deviation', 'a/b'), '/qms/deviation/a%2Fb');
});

test("the model's home names a path or a group", () => {
  assert.equal(homeFor(screens, [], ['qms.capa.list'], 'quality')?.path, '/b');
  assert.equal(homeFor(screens, [], ['planning.schedule.read'], '/p')?.path, '/p');
  assert.equal(homeFor(screens, [], [], '/p'), undefined);
});
