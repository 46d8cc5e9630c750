import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { serveWeb } from './door.ts';

let app: FastifyInstance;
const web = mkdtempSync(join(tmpdir(), 'web-'));
before(async () => {
  mkdirSync(join(web, 'assets'));
  writeFileSync(join(web, 'index.html'), '<p>shell</p>');
  app = fastify();
  await serveWeb(app, web);
});
after(async () => {
  await app.close();
  rmSync(web, { recursive: true });
});

test('the root and the address of a screen are the shell', async () => {
  for (const url of ['/', '/terminal/PK-21', '/board/x']) {
    const answer = await app.inject({ url });
    assert.deepEqual([answer.statusCode, answer.body], [200, '<p>shell</p>'], url);
  }
});
test('a file built after the server started is found', async () => {
  writeFileSync(join(web, 'assets/new.js'), 'fresh');
  assert.equal((await app.inject({ url: '/assets/new.js' })).body, 'fresh');
});
test('an address of the interface that does not exist is no shell', async () => {
  assert.equal((await app.inject({ url: '/api/nothing' })).statusCode, 404);
});
