import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EngineError, readRequest } from './historian-statement.ts';

const call = (query: Record<string, string>, method = 'POST') => ({ method, url: `/?${new URLSearchParams(query)}`, formatHeader: undefined, databaseHeader: undefined });
const body = (text: string) => Buffer.from(text);

test('rows that come with an insert in the address reach the engine as bytes', () => {
  const { statement } = readRequest(call({ query: 'INSERT INTO plant.sample (`a`, b) FORMAT JSONEachRow' }), body('{"a":1}\n'));
  assert.deepEqual(statement, { kind: 'insert', target: { table: 'plant.sample', columns: ['a', 'b'], format: 'JSONEachRow' }, data: body('{"a":1}\n') });
});

test('an insert in a format the engine does not take as bytes goes as text', () => {
  const { statement } = readRequest(call({ query: 'INSERT INTO sample FORMAT Values' }), body('(1)'));
  assert.deepEqual(statement, { kind: 'other', sql: 'INSERT INTO sample FORMAT Values\n(1)', format: 'Values', tableOfInsert: 'sample' });
});

test('the format of an answer is the one the statement names last, not one inside a text', () => {
  const formatOf = (sql: string) => (readRequest(call({ default_format: 'TSV' }), body(sql)).statement as { format: string }).format;
  assert.equal(formatOf('select 1 FORMAT JSON'), 'JSON');
  assert.equal(formatOf("select 'a format CSV'"), 'TSV');
  assert.equal(formatOf("select 1 format JSON settings session_timezone = 'UTC'"), 'JSON');
});

test('a comment before a statement does not hide that it reads', () => {
  assert.equal(readRequest(call({}), body('-- shift report\n/* of line 1 */ select 1')).statement.kind, 'read');
});

test('settings, parameters and the deduplication token are kept apart', () => {
  const request = readRequest(
    call({ param_from: '2026', max_threads: '1', insert_deduplication_token: 't1', database: 'plant', wait_end_of_query: '1', async_insert: '1' }),
    body('select 1'),
  );
  assert.deepEqual([...request.settings], [['max_threads', '1']]);
  assert.deepEqual([...request.parameters], [['from', '2026']]);
  assert.equal(request.deduplicationToken, 't1');
  assert.equal(request.database, 'plant');
});

test('sessions and roles are refused, not ignored', () => {
  assert.throws(
    () => readRequest(call({ session_id: 's' }), body('select 1')),
    (error) => error instanceof EngineError && error.code === 48,
  );
  assert.throws(() => readRequest(call({ role: 'r' }), body('select 1')), /keeps no role/);
});

test('a setting name that is SQL is refused', () => {
  assert.throws(() => readRequest(call({ 'a = 1; drop table sample; --': '1' }), body('select 1')), /not the name of a setting/);
});

test('rows in a binary format are refused in words', () => {
  assert.throws(() => readRequest(call({ query: 'INSERT INTO sample FORMAT RowBinary' }), Buffer.from([0xff, 0xfe, 0x00])), /binary rows only as JSONEachRow/);
});

test('an empty statement is refused', () => {
  assert.throws(() => readRequest(call({}), body('  -- nothing')), /Empty query/);
});
