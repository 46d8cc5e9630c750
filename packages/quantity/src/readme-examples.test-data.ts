import assert from 'node:assert/strict';

type Shown = (value: unknown) => string;

/**
 * Runs the `ts` blocks of a README from top to bottom as one program. A line that ends in `// => text` must show that text; one that ends
 * in
 * `// refuses: text` must be refused with a sentence that has the text in it. `modules` are the packages a block may import.
 */
export async function runReadmeExamples(readme: string, modules: Readonly<Record<string, object>>, show: Shown): Promise<number> {
  let checks = 0;
  const scope = {
    same: (value: unknown, expected: string): void => {
      checks += 1;
      assert.equal(show(value), expected);
    },
    refused: (run: () => unknown, expected: string): void => {
      checks += 1;
      assert.throws(run, (error) => error instanceof Error && error.message.includes(expected), `not refused with: ${expected}`);
    },
    modules,
  };
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map((block) => block[1] ?? '');
  const program = blocks.join('\n').split('\n').map(statement).join('\n');
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor as new (...names: string[]) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction('same', 'refused', 'modules', program)(scope.same, scope.refused, scope.modules);
  return checks;
}

function statement(line: string): string {
  const imported = /^import (\{.*\}) from '(.*)';$/.exec(line);
  if (imported) return `const ${imported[1]} = modules['${imported[2]}'];`;
  const shown = /^(\s*)(.*?);?\s+\/\/ => (.*)$/.exec(line);
  if (shown) return `${shown[1]}same(${shown[2]}, ${JSON.stringify(shown[3])});`;
  const refused = /^(\s*)(.*?);?\s+\/\/ refuses: (.*)$/.exec(line);
  if (refused) return `${refused[1]}refused(() => ${refused[2]}, ${JSON.stringify(refused[3])});`;
  return line;
}
