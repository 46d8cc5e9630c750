import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { covers, filterFault, matches } from './topic-filter.ts';

test('filters match as MQTT 3.1.1 section 4.7 has it', () => {
  const rows: [string, string, boolean][] = [
    ['sport/tennis/player1/#', 'sport/tennis/player1', true],
    ['sport/tennis/player1/#', 'sport/tennis/player1/score/wimbledon', true],
    ['sport/#', 'sport', true],
    ['sport/tennis/+', 'sport/tennis/player1/ranking', false],
    ['sport/+', 'sport', false],
    ['sport/+', 'sport/', true],
    ['+/+', '/finance', true],
    ['/+', '/finance', true],
    ['+', '/finance', false],
    ['#', '$SYS/uptime', false],
    ['+/uptime', '$SYS/uptime', false],
    ['$SYS/#', '$SYS/uptime', true],
    ['Accounts', 'ACCOUNTS', false],
  ];
  for (const [filter, topic, expected] of rows) assert.equal(matches(filter, topic), expected, `${filter} ${topic}`);
});

test('a filter that wildcards in the middle of a level is refused in words', () => {
  assert.equal(filterFault('a/#/b'), '# may only be the last level');
  assert.equal(filterFault('a/b+'), '# and + stand alone in their level');
  assert.equal(filterFault('a/+/#'), undefined);
});

test('whoever is granted a filter reaches no topic outside it', () => {
  const level = fc.constantFrom('a', 'b', '+');
  const filter = fc.tuple(fc.array(level, { minLength: 1, maxLength: 4 }), fc.boolean()).map(([levels, open]) => [...levels, ...(open ? ['#'] : [])].join('/'));
  const topic = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 5 }).map((levels) => levels.join('/'));
  fc.assert(
    fc.property(filter, filter, topic, (granted, asked, one) => !covers(granted, asked) || !matches(asked, one) || matches(granted, one)),
    { numRuns: 3000 },
  );
});
