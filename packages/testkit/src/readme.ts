import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Runs the `ts` blocks of a README, so that what it teaches is true. A block sees what the blocks above it declared and may
 * declare the same name anew. A line that ends in
 *
 *     // => 1.466            must give that number, to the digits shown
 *     // => ['L', 200]       or that value; numbers within it to the digits shown
 *     // => 2026-01-05       or, said as text, exactly that
 *     // refused: n is 1;    must be refused with a sentence that has these words
 *
 * @param modules the packages a block may import, by name
 * @param say how a value of the package's own kind is said as text; undefined leaves it to the rules above
 * @returns how many lines said what comes out
 */
export async function runReadme(readme: URL, modules: Readonly<Record<string, object>>, say: (value: unknown) => string | undefined = () => undefined): Promise<number> {
  const blocks = blocksOf(readFileSync(readme, 'utf8'));
  const place = (line: number): string => `${basename(fileURLToPath(readme))}:${line}`;
  let checks = 0;
  const shows = (value: unknown, printed: string, line: number): void => {
    checks += 1;
    assert.ok(isShownAs(value, printed, say), `${place(line)} says ${printed}, but gives ${textOf(value, say)}`);
  };
  const refuses = (run: () => unknown, words: string, line: number): void => {
    checks += 1;
    assert.throws(run, (error) => error instanceof Error && error.message.includes(words), `${place(line)} is not refused with: ${words}`);
  };
  // each block lies within the one before: it sees its names, and may use them again
  const program = blocks.map((block) => `{\n${block.map(checked).join('\n')}`).join('\n') + '\n}'.repeat(blocks.length);
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...names: string[]) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction('shows', 'refuses', 'modules', `'use strict';\n${program}`)(shows, refuses, modules);
  return checks;
}

interface Line {
  readonly text: string;
  readonly at: number;
}

function blocksOf(readme: string): Line[][] {
  const blocks: Line[][] = [];
  let open: Line[] | undefined;
  for (const [i, text] of readme.split('\n').entries()) {
    if (open === undefined) {
      if (text === '```ts') open = [];
    } else if (text === '```') {
      blocks.push(open);
      open = undefined;
    } else open.push({ text, at: i + 1 });
  }
  return blocks;
}

/** A line as a statement that checks what its comment says. */
function checked({ text, at }: Line): string {
  const imported = /^import (\{.*\}) from '(.*)';$/.exec(text);
  if (imported)
    return `const ${imported[1]!.replaceAll(' as ', ': ')} = modules['${imported[2]}'] ?? (() => { throw new Error("the example imports ${imported[2]}, which it was not given"); })();`;
  const [, code, mark, words] = /^(.*?);?\s+\/\/ (=>|refused:) (.*)$/.exec(text) ?? [];
  if (code === undefined) return text;
  const printed = JSON.stringify(words!.trimEnd());
  return mark === '=>' ? `shows(${code}, ${printed}, ${at});` : `refuses(() => ${code}, ${printed}, ${at});`;
}

const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

function isShownAs(value: unknown, printed: string, say: (value: unknown) => string | undefined): boolean {
  if (textOf(value, say) === printed) return true;
  if (typeof value === 'number' && number.test(printed)) return isNear(value, printed);
  return /^['"[{]/.test(printed) && isSame(ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value, literal(printed), say);
}

function textOf(value: unknown, say: (value: unknown) => string | undefined): string {
  const said = say(value);
  if (said !== undefined) return said;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return String(value);
  return value.toString === Object.prototype.toString ? JSON.stringify(value) : String(value);
}

/** A number as it stands in a README: it is compared to the digits it shows there. */
class Shown {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}

function isNear(got: number, shown: string): boolean {
  const [mantissa, exponent] = shown.split('e') as [string, string?];
  const decimals = (mantissa.split('.')[1] ?? '').length;
  if (exponent !== undefined) return got.toExponential(decimals) === Number(shown).toExponential(decimals);
  // a whole number is meant as one; 1e-9 forgives the last bits of a calculation
  if (decimals === 0) return Math.abs(got - Number(shown)) <= 1e-9 * Math.max(1, Math.abs(got));
  return got.toFixed(decimals) === shown;
}

/** The value a README writes as a literal, its numbers kept as they are shown. */
function literal(printed: string): unknown {
  const source = printed.replaceAll(/'[^']*'|"[^"]*"|(?<![\w$])-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?/g, (token) =>
    /^['"]/.test(token) ? token : `new Shown('${token.replaceAll('_', '')}')`,
  );
  try {
    return new Function('Shown', `return (${source});`)(Shown);
  } catch {
    return Symbol('no literal');
  }
}

function isSame(got: unknown, wanted: unknown, say: (value: unknown) => string | undefined): boolean {
  if (wanted instanceof Shown) return typeof got === 'number' ? isNear(got, wanted.digits) : textOf(got, say) === wanted.digits;
  if (typeof wanted !== 'object' || wanted === null) return typeof wanted === 'string' ? textOf(got, say) === wanted : Object.is(got, wanted);
  if (typeof got !== 'object' || got === null || Array.isArray(got) !== Array.isArray(wanted)) return false;
  const keys = new Set([...Object.keys(got), ...Object.keys(wanted)]);
  return [...keys].every((key) => isSame((got as Record<string, unknown>)[key], (wanted as Record<string, unknown>)[key], say));
}

/** The functions behind a door that its README does not name: nobody would find them. */
export function unnamedIn(readme: URL, door: object): string[] {
  const words = new Set(readFileSync(readme, 'utf8').match(/[A-Za-z]\w*/g));
  return Object.entries(door).flatMap(([name, value]) => (typeof value === 'function' && !words.has(name) ? [name] : []));
}
