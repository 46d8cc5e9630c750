import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import fc from 'fast-check';
import { isDeeper, mostLevels, refuseDeep } from './depth.ts';
import { answerError } from './problem.ts';

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test('a form is deeper than its levels say exactly when it is', () => {
  const depthOf = (value: unknown): number => (typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0);
  fc.assert(fc.property(fc.anything({ maxDepth: 6 }), fc.nat(8), (value, most) => isDeeper(value, most) === depthOf(value) > most));
});

function doorOf() {
  const app = fastify();
  app.setErrorHandler((error, request, reply) => answerError(reply as never, error, request.id));
  app.addHook('preValidation', async (request) => refuseDeep(request.routeOptions.url, request.body));
  app.post('/api/qms/deviation/open', async () => ({ taken: true }));
  return (payload: string) => app.inject({ method: 'POST', url: '/api/qms/deviation/open', headers: { 'content-type': 'application/json' }, payload });
}

test('a form that nests fifty thousand levels deep is refused with a sentence, and one of the depth that is taken is taken', async () => {
  const send = doorOf();
  for (const levels of [mostLevels + 1, 50_000, 500_000]) {
    const answer = await send(nested(levels));
    assert.deepEqual([answer.statusCode, answer.json<{ rule: string }>().rule], [400, 'qms.deviation.open/too-deep']);
  }
  assert.equal((await send(nested(mostLevels))).statusCode, 200);
});

test('a number beyond what a computer holds is refused and named, and the largest is taken', async () => {
  const send = doorOf();
  for (const number of ['1e400', '-1e400']) {
    const answer = await send(`{"input":{"quantity":[{"value":${number}}]}}`);
    assert.deepEqual([answer.statusCode, answer.json<{ rule: string }>().rule], [400, 'qms.deviation.open/bad-input']);
    assert.match(answer.json<{ detail: string }>().detail, /input\.quantity\.0\.value: a number beyond 1\.8e308/);
  }
  assert.equal((await send('{"input":1.7e308}')).statusCode, 200);
});
