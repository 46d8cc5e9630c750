import assert from 'node:assert/strict';
import { test } from 'node:test';
import { query } from '@millrace/kernel';
import * as z from 'zod';
import { parameterCheck } from './parameters.ts';

const asks = (input: z.ZodType) => parameterCheck(query({ address: 'crib.tool.list', summary: 'Tools', input, output: z.object({}) }));
const list = asks(z.object({ limit: z.coerce.number().default(50), state: z.string().optional() }));

test('a parameter that a query does not take is refused by name, with the one that was meant', () => {
  assert.throws(() => list({ limit: '5', stat: 'in' }), {
    rule: 'crib.tool.list/bad-input',
    status: 400,
    message: 'This does not fit: "stat" is no parameter here; did you mean "state"? It takes limit, state.',
  });
});
test('a query that takes nothing says so', () => {
  assert.throws(() => asks(z.object({}))({ limit: '5' }), { message: 'This does not fit: "limit" is no parameter here. It takes none.' });
});
test('what a query takes in any of its forms is taken', () => {
  const check = asks(z.union([z.object({ id: z.string() }), z.object({ number: z.string() })]));
  check({ id: '1' });
  check({ number: '1' });
  list({ limit: '5', state: 'in' });
  list({});
});
