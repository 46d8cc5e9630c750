import { readFileSync } from 'node:fs';

/** What a door reaches by import: our files, and the names of everything else. */
export interface Reach {
  readonly files: readonly URL[];
  readonly names: readonly string[];
}

/** Follows the imports of a door through the files of its package. For packages that must run in a browser, or read no clock. */
export function reachOf(door: URL): Reach {
  const files = new Map<string, URL>();
  const names = new Set<string>();
  const follow = (file: URL): void => {
    if (files.has(file.href)) return;
    files.set(file.href, file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^']*?from '([^']+)';$/gm)) {
      if (name!.startsWith('.')) follow(new URL(name!, file));
      else names.add(name!);
    }
  };
  follow(door);
  return { files: [...files.values()], names: [...names].toSorted() };
}

/** The files of a reach that read a clock, chance or the environment by themselves. */
export function impureFiles({ files }: Reach): string[] {
  const reads = /\b(Date\.now|new Date\(\)|performance\.now\(\);|Math\.random|process\.(env|hrtime|argv|cpuUsage|threadCpuUsage)|Temporal\.Now)/;
  return files.filter((file) => reads.test(readFileSync(file, 'utf8'))).map((file) => file.pathname);
}
