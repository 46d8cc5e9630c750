import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { runAudit } from './audit.ts';
import { Call } from './call.ts';

/** A server that answers two pages of a proof, and notes what it was asked. */
async function proving(findings: readonly object[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    const after = Number(new URL(request.url!, 'http://here').searchParams.get('after'));
    response.end(
      JSON.stringify({ site: 'test', seals: 20, acts: 100, anchored: 40, rows: 7, unsealed: 0, of: 40, findings: after === 0 ? findings : [], ...(after === 0 && { next: 20 }) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

test('the trail is asked for page by page, in numbers the server reads', async (t) => {
  t.mock.method(console, 'log', () => undefined);
  const server = await proving([]);
  assert.equal(await runAudit(new Call(server.url, { token: 't' }), true), 0);
  assert.deepEqual(server.asked, ['/api/record/trail/verify?after=0&most=20', '/api/record/trail/verify?after=20&most=20']);
  server.close();
});

test('a finding on any page is an altered trail', async (t) => {
  t.mock.method(console, 'log', () => undefined);
  const server = await proving([{ what: 'act', where: 'act 3', sentence: 'It was altered.' }]);
  assert.equal(await runAudit(new Call(server.url, { token: 't' }), true), 1);
  server.close();
});
