/// <reference types="node" />
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)]
  .slice(0, 4)
  .map(([, , body]) => Object.fromEntries([...body!.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!])));
const [board, boardDark, operator, operatorDark] = blocks as [Tokens, Tokens, Tokens, Tokens];
type Tokens = Record<string, string>;

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
      return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [light, dark] = [luminance(a), luminance(b)].toSorted((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const textPairs = [
  ...['ink', 'ink-2', 'ink-3', 'brand-ink', 'bad-ink', 'good-ink', 'warn-ink'].flatMap((ink) => [`${ink} paper`, `${ink} ground`]),
  'bad-ink bad-2',
  'good-ink good-2',
  'warn-ink warn-2',
  'brand-ink brand-2',
  'ink-2 brand-2',
  'on-brand brand',
  'on-fill good',
  'on-fill bad',
  'on-fill warn',
  'nav-ink nav',
  'nav-ink nav-on',
  'nav-ink nav-badge',
  'ink field',
  'bad-ink field',
  'ink-3 field',
  'ink-2 band',
  'ink-3 band',
];

for (const [name, tokens] of Object.entries({ board, boardDark, operator, operatorDark })) {
  test(`every text of the ${name} theme stands out from its ground by 4.5 to 1`, () => {
    const weak = textPairs.flatMap((pair) => {
      const [ink, ground] = pair.split(' ').map((token) => tokens[token]) as [string, string];
      const ratio = contrast(ink, ground);
      return ratio >= 4.5 ? [] : [`${pair} ${ratio.toFixed(2)}`];
    });
    assert.deepEqual(weak, []);
  });

  test(`points of a chart in the ${name} theme stand out from their ground by 3 to 1`, () => {
    const weak = ['good-mark', 'bad-mark'].flatMap((mark) => {
      const ratio = contrast(tokens[mark]!, tokens['band']!);
      return ratio >= 3 ? [] : [`${mark} band ${ratio.toFixed(2)}`];
    });
    assert.deepEqual(weak, []);
  });

  test(`the edge of a field in the ${name} theme stands out from its ground by 3 to 1`, () => {
    const weak = ['field', 'paper'].flatMap((ground) => {
      const ratio = contrast(tokens['edge']!, tokens[ground]!);
      return ratio >= 3 ? [] : [`edge ${ground} ${ratio.toFixed(2)}`];
    });
    assert.deepEqual(weak, []);
  });

  test(`the ${name} theme knows the same names as the others`, () => {
    assert.deepEqual(Object.keys(tokens).toSorted(), Object.keys(board).toSorted());
  });
}
