import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { qualityRules, readQualityCard } from './quality-card.ts';

const rules = Object.keys(qualityRules);
const card = (change: (lines: string[]) => string[]) => change(rules.map((rule) => `${rule}: done`)).join('\n');
const connectors = join(import.meta.dirname, '../..');

for (const name of readdirSync(connectors).filter((one) => one !== 'kit' && existsSync(join(connectors, one, 'quality.yaml'))))
  test(`the quality card of ${name} answers every rule and names no other`, () => {
    const file = join(connectors, name, 'quality.yaml');
    assert.equal(readQualityCard(readFileSync(file, 'utf8'), file).size, rules.length);
  });

test('every connector has a quality card and a sample', () => {
  const without = readdirSync(connectors)
    .filter((one) => one !== 'kit' && existsSync(join(connectors, one, 'package.json')))
    .filter((one) => !existsSync(join(connectors, one, 'quality.yaml')) || !existsSync(join(connectors, one, 'sample.json')));
  assert.deepEqual(without, []);
});

test('a card with an unknown rule is refused by name', () => {
  assert.throws(() => readQualityCard(card((lines) => [...lines, 'is-beautiful: done'])), /no rule is called "is-beautiful"/);
});

test('a card that leaves a rule out, or exempts itself without a reason, is refused', () => {
  assert.throws(() => readQualityCard(card((lines) => lines.slice(1))), /not answered: config-documented/);
  assert.throws(() => readQualityCard(card((lines) => ['config-documented: exempt', ...lines.slice(1)])), /"exempt" is not/);
});
