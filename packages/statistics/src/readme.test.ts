import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const door = new URL('./index.ts', import.meta.url).href;

/** Throws unless `got` prints as the README shows it: numbers to the digits shown, everything else as JSON. */
function shows(got: unknown, printed: string): void {
  const shown = printed.replace(/\s+\(.*\)$/, '');
  if (typeof got === 'number' && /^-?\d/.test(shown)) {
    const decimals = /e/.test(shown) ? undefined : (shown.split('.')[1] ?? '').length;
    assert.equal(decimals === undefined ? got.toExponential((shown.split('e')[0]!.split('.')[1] ?? '').length) : got.toFixed(decimals), shown);
  } else if (Array.isArray(got) && shown.startsWith('[')) {
    const parts = shown
      .slice(1, -1)
      .split(',')
      .map((part) => part.trim());
    assert.equal(got.length, parts.length);
    got.forEach((value, i) => shows(value, parts[i]!));
  } else {
    assert.equal(typeof got === 'string' ? got : String(got), shown);
  }
}

/** The sentence a refused call gives. */
function sentence(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return (error as Error).message;
  }
  throw new assert.AssertionError({ message: 'the call was not refused' });
}

const blocks = [...readme.matchAll(/^## (.+)$|```ts\n([\s\S]*?)```/gm)];
let heading = 'first screen';
let found = 0;
for (const [, title, code] of blocks) {
  if (title !== undefined) heading = title;
  if (code === undefined) continue;
  found += 1;
  test(`the README's example runs and gives what it prints: ${heading}`, async () => {
    const checked = code
      .replace(/from '@millrace\/[a-z]+'/, `from '${door}'`)
      .replace(/^(.*?);? +\/\/ refused: (.+)$/gm, (_line, call: string, printed: string) => `shows(sentence(() => ${call}), ${JSON.stringify(printed)});`)
      .replace(/^(.*?);? +\/\/ => (.+)$/gm, (_line, call: string, printed: string) => `shows(${call}, ${JSON.stringify(printed)});`);
    const module = (await import(
      `data:text/javascript,${encodeURIComponent(`export default async (shows, sentence) => {\n${checked.replace(/^import (\{[\s\S]*?\}) from ('.*');$/gm, 'const $1 = await import($2);')}\n};`)}`
    )) as {
      default: (s: typeof shows, t: typeof sentence) => Promise<void>;
    };
    await module.default(shows, sentence);
  });
}

test('the README has examples', () => assert.ok(found >= 6));
