import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asker } from '@millrace/store';
import type { Historian } from './historian.ts';
import { latestInput } from './read/latest.ts';
import { rawInput } from './read/raw.ts';
import { historianRoom } from './module.ts';

const asker = { site: 'plant1', sees: () => true } as unknown as Asker;

test('a stretch that ends before it begins is refused, and both its ends are named', async () => {
  const [raw, , plot] = historianRoom(() => ({}) as Historian).queries!;
  const input = { signal: 'PK-11.speed', from: Temporal.Instant.from('2026-11-26T12:00:00Z'), to: Temporal.Instant.from('2026-11-26T11:00:00Z') };
  for (const one of [raw!, plot!])
    await assert.rejects(async () => one.answer(input as never, asker), {
      status: 400,
      rule: `${one.query.address}/bad-input`,
      message: /from is 2026-11-26T12:00:00Z and to is 2026-11-26T11:00:00Z/,
    });
});

test('a name with U+0000 is no name of a signal', () => {
  const stretch = { from: '2026-11-26T11:00:00Z', to: '2026-11-26T12:00:00Z' };
  for (const signal of ['PK\0', '\0']) {
    assert.equal(rawInput.safeParse({ signal, ...stretch }).success, false);
    assert.equal(latestInput.safeParse({ signals: `PK-11.speed,${signal}` }).success, false);
  }
  assert.equal(rawInput.safeParse({ signal: 'PK-11.speed', ...stretch }).success, true);
});
