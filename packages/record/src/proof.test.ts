import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proveAll } from './proof.ts';

const page = (seals: number, more: object = {}) => ({ site: 'test', seals, acts: seals * 10, anchored: 0, rows: 0, unsealed: 0, of: 45, findings: [], ...more });
const finding = (where: string) => ({ what: 'altered', where, sentence: 'It is not as it was recorded.' });

test('a long trail is proved in pages, and what each found is told together', async () => {
  const asked: number[] = [];
  const told: number[] = [];
  const pages = [page(20, { next: 20, findings: [finding('a')] }), page(20, { next: 40 }), page(5, { anchored: 45, rows: 7, unsealed: 2, findings: [finding('b')] })];
  const proof = await proveAll(
    async (after) => {
      asked.push(after);
      return pages[asked.length - 1]!;
    },
    ({ seals }) => told.push(seals),
  );
  assert.deepEqual(
    [asked, told],
    [
      [0, 20, 40],
      [20, 40, 45],
    ],
  );
  assert.deepEqual([proof.seals, proof.acts, proof.anchored, proof.rows, proof.unsealed], [45, 450, 45, 7, 2]);
  assert.deepEqual(
    proof.findings.map((one) => one.where),
    ['a', 'b'],
  );
});

test('a page that is not answered proves nothing', async () => {
  await assert.rejects(
    proveAll(
      async (after) => (after === 0 ? page(20, { next: 20 }) : Promise.reject(new Error('the server is away'))),
      () => undefined,
    ),
    /the server is away/,
  );
});
