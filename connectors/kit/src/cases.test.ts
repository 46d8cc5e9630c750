import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import * as z from 'zod';
import { casesIn, parseFrames, playCase } from './cases.ts';
import { defineConnector } from './connector.ts';
import { samples } from './emission.ts';
import { good } from './quality.ts';

const scale = defineConnector({
  type: 'scale',
  title: 'A weighing scale that prints a line',
  emits: ['samples'],
  config: z.strictObject({ source: z.string().min(1) }),
  sample: { source: 'scale-1' },
  start: () => Promise.reject(new Error('not in this test')),
  replay: ({ source }, frames) =>
    frames.flatMap(({ bytes, at }) => samples([{ source, name: 'net', value: Buffer.from(bytes).toString(), sourceTime: at, receivedAt: at, quality: good }])),
});

function folderWith(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'millrace-cases-'));
  mkdirSync(join(root, 'cases/comma-for-point'), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, 'cases/comma-for-point', name), text);
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true }) };
}

test('a case plays its frames and prints a line per value', () => {
  using folder = folderWith({
    'config.json': '{"source":"scale-7"}',
    'frames.jsonl': '{"at":"2026-03-01T12:00:00Z","text":"1,5"}\n\n{"at":"2026-03-01T12:00:01Z","hex":"31 2c 36"}\n',
    'expected.json': '[]',
  });
  const [one] = casesIn(folder.root);
  assert.ok(one);
  assert.deepEqual(playCase(scale, one).actual, [
    { source: 'scale-7', name: 'net', value: '1,5', time: '2026-03-01T12:00:00Z', quality: 'good' },
    { source: 'scale-7', name: 'net', value: '1,6', time: '2026-03-01T12:00:01Z', quality: 'good' },
  ]);
});

test('a case whose settings must be refused compares the words of the refusal', () => {
  using folder = folderWith({ 'config.json': '{"source":""}', 'error.txt': 'x' });
  const [one] = casesIn(folder.root);
  assert.ok(one);
  assert.match(String(playCase(scale, one).actual), /source: "": Too small/);
});

test('a line that is no frame names file and line', () => {
  assert.throws(() => parseFrames('\n{"at":"yesterday"}', 'frames.jsonl'), /frames\.jsonl, line 2: not a frame/);
});
