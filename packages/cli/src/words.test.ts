import assert from 'node:assert/strict';
import { test } from 'node:test';
import { command, fresh, id, noun, query, registry } from '@millrace/kernel';
import * as z from 'zod';
import { asDeclared, findOperation, helpOf, nextWords, readWords } from './words.ts';

const thing = noun({
  address: 'a.thing',
  title: 'Thing',
  states: z.object({ id: z.string(), state: z.literal('made') }),
  events: { made: {} },
  evolve: (_, event) => ({ id: event.subject, state: 'made' }),
});
const make = command({
  address: 'a.thing.make',
  summary: 'Make a thing',
  input: z.object({ thing: id('a.thing'), why: z.string().optional() }),
  load: (input) => fresh(thing, input.thing),
  decide: (_none, input) => ({ type: 'a.thing.made', subject: input.thing }),
});
const rooms = registry([{ nouns: [thing], commands: [make] }]);

test('the words of an address name its command', () => {
  assert.equal(findOperation(rooms, ['a', 'thing', 'make', 'why=x'])?.operation.address, 'a.thing.make');
  assert.deepEqual(findOperation(rooms, ['a.thing.make', 'why=x'])?.rest, ['why=x']);
  assert.equal(findOperation(rooms, ['a', 'thing', 'break']), undefined);
});
test('unfinished words are told what comes next', () => {
  assert.deepEqual(nextWords(rooms, []), ['a']);
  assert.deepEqual(nextWords(rooms, ['a']), ['thing']);
  assert.deepEqual(nextWords(rooms, ['a', 'thing']), ['make']);
});
test('fields and envelope are told apart, JSON is read, files are read', () => {
  assert.deepEqual(
    readWords(['why=because', '--reason', 'it broke', 'lots=["x"]', '--may-continue', 'true', 'note=@f'], () => 'from file'),
    { input: { why: 'because', lots: ['x'], mayContinue: true, note: 'from file' }, envelope: { reason: 'it broke' }, file: undefined },
  );
});
test('where a command takes a file, the first plain word names it', () => {
  const refuse = () => assert.fail('no file is read here');
  assert.deepEqual(readWords(['orders.xml', 'system=erp'], refuse, true), { input: { system: 'erp' }, envelope: {}, file: 'orders.xml' });
  assert.throws(() => readWords(['orders.xml', 'more.xml'], refuse, true), /"more.xml" is not understood/);
});
test('a word that is no field is named with what would be right', () => {
  assert.throws(() => readWords(['oops'], () => ''), /"oops" is not understood; write name=value/);
  assert.throws(() => readWords(['--reason'], () => ''), /--reason has no value/);
});
test('help comes from the declaration', () => {
  assert.match(helpOf(make), /thing\s+needed/);
  assert.match(helpOf(make), /POST \/api\/a\/thing\/make/);
});
test('help names the values that a field may have, and what holds when none is said', () => {
  const list = query({
    address: 'a.thing.list',
    reach: 'site',
    summary: 'Things',
    input: z.object({
      limit: z.coerce.number().default(50),
      sort: z.enum(['at', '-at']).optional().describe('order'),
      state: z.array(z.literal(['made', 'broken'])).optional(),
      note: z.string().default(''),
      on: z.boolean(),
    }),
    output: z.object({}),
  });
  const lines = helpOf(list).split('\n').slice(3);
  assert.deepEqual(
    lines.map((line) => line.trim().replaceAll(/ +/g, ' ')),
    ['limit number [50]', 'sort order: at, -at', 'state several of: made, broken', 'note text', 'on needed yes or no: true, false'],
  );
});
test('a number that a person writes is a number where the field is one, and text where it is text', () => {
  const issue = query({
    address: 'a.thing.issue',
    reach: 'site',
    summary: 'Issue',
    input: z.object({ days: z.number().int().optional(), value: z.string(), limit: z.coerce.number().default(1) }),
    output: z.object({}),
  });
  assert.deepEqual(asDeclared(issue, { days: '30', value: '30', limit: '5' }), { days: 30, value: '30', limit: 5 });
  assert.deepEqual(asDeclared(issue, { days: 'soon', value: ' ', other: '1' }), { days: 'soon', value: ' ', other: '1' });
});
