import { relative } from 'node:path';

/**
 * How Millrace was called, so that what it prints can be typed as it stands: a command of its own where there is one, else the script of this
 * repository, which brings the Node it needs.
 */
export function calledBy(argv: readonly string[], env: NodeJS.ProcessEnv): string {
  const [, file = ''] = argv;
  if (/[\\/]millrace(?:\.[a-z]+)?$/.test(file)) return 'millrace';
  if (env.npm_lifecycle_event === 'millrace' || !file.endsWith('main.ts')) return 'npm run -s millrace --';
  return `node ${relative(process.cwd(), file)}`;
}

export const calledAs = calledBy(process.argv, process.env);
