import { spawn, spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Runs all tests and checks, prints each as it ends, and closes with the one line that says how many passed and failed.
const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const bin = (name: string) => join(root, 'node_modules/.bin', name);

interface Part {
  readonly name: string;
  /** `static` parts are what `npm run check` runs. */
  readonly sort: 'static' | 'pure' | 'database' | 'browser';
  readonly command: readonly [string, ...string[]];
  /** Counts tests from the output; a part without a count is one test. */
  readonly counts?: (output: string) => { passed: number; failed: number } | undefined;
  readonly timeoutS: number;
}

const nodeCount = (output: string) => {
  const passed = /^# pass (\d+)$/m.exec(output) ?? /^ℹ pass (\d+)$/m.exec(output);
  const failed = /^# fail (\d+)$/m.exec(output) ?? /^ℹ fail (\d+)$/m.exec(output);
  const cancelled = /^# cancelled (\d+)$/m.exec(output) ?? /^ℹ cancelled (\d+)$/m.exec(output);
  return passed && failed ? { passed: Number(passed[1]), failed: Number(failed[1]) + Number(cancelled?.[1] ?? 0) } : undefined;
};
const playwrightCount = (output: string) => {
  const count = (word: string) => Number(new RegExp(`^\\s+(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') + count('did not run') };
};

const all = globSync('{packages,modules,connectors,apps,tools,e2e}/**/*.test.ts', {
  cwd: root,
  exclude: (name) => name.includes('node_modules') || name.includes('dist'),
}).toSorted();
// what starts an engine, a broker or a process of its own keeps to itself
const usesDatabase = (file: string) => file.startsWith('packages/testkit/') || /@millrace\/testkit'|testing\.ts'/.test(readFileSync(join(root, file), 'utf8'));
const usesProcess = (file: string) => file.startsWith('e2e/') || /historian|simulator|mosquitto|supervisor/.test(file);
const database = all.filter((file) => usesDatabase(file) && !usesProcess(file));
const processes = all.filter((file) => usesProcess(file));
const pure = all.filter((file) => !database.includes(file) && !processes.includes(file));

const nodeTest = (files: readonly string[], more: readonly string[] = []): readonly [string, ...string[]] => [
  process.execPath,
  '--test',
  '--test-isolation=none',
  '--test-force-exit',
  '--test-reporter=spec',
  ...more,
  ...files,
];
const chromium = bring('chromium', ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']);
const mosquitto = bring('mosquitto', ['/usr/sbin/mosquitto', '/usr/bin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto']);
if (mosquitto === undefined)
  console.log('SKIPPED tests against a foreign MQTT broker: no mosquitto was found, and it could not be installed here (Debian: apt-get install mosquitto).');

const parts: Part[] = [
  { name: 'types, server', sort: 'static', command: [bin('tsc'), '-p', 'tsconfig.json'], timeoutS: 180 },
  { name: 'types, web', sort: 'static', command: [bin('tsc'), '-p', 'tsconfig.web.json'], timeoutS: 180 },
  { name: 'lint', sort: 'static', command: [bin('oxlint'), '--quiet'], timeoutS: 120 },
  { name: 'format', sort: 'static', command: [bin('oxfmt'), '--check'], timeoutS: 120 },
  { name: 'unused code', sort: 'static', command: [bin('knip'), '--no-config-hints'], timeoutS: 180 },
  { name: 'pure tests', sort: 'pure', command: nodeTest(pure), counts: nodeCount, timeoutS: 600 },
  // two halves of every other file, each with a PostgreSQL of its own: one process by itself leaves a core idle
  ...[0, 1].map((half): Part => ({
    name: `database tests, half ${half + 1}`,
    sort: 'database',
    command: nodeTest(database.filter((_, i) => i % 2 === half)),
    counts: nodeCount,
    timeoutS: 1800,
  })),
  ...processes.map((file): Part => ({ name: file, sort: 'database', command: nodeTest([file]), counts: nodeCount, timeoutS: 600 })),
];
if (chromium === undefined) console.log('SKIPPED browser tests: no Chromium was found, and it could not be installed here (Debian: apt-get install chromium).');
else
  for (const config of globSync('{apps/*,e2e}/playwright.config.ts', { cwd: root }).toSorted())
    parts.push({
      name: `browser tests, ${config}`,
      sort: 'browser',
      command: [process.execPath, join(root, 'node_modules/@playwright/test/cli.js'), 'test', '-c', config, '--reporter=list'],
      counts: playwrightCount,
      timeoutS: 900,
    });

let passed = 0;
let failed = 0;
const chosen = parts.filter((one) => wanted.length === 0 || wanted.includes(one.sort) || wanted.some((word) => one.name.includes(word)));
// two at a time, as many as the smallest machine has cores; a browser has the machine to itself
await inLanes(
  2,
  chosen.filter((one) => one.sort !== 'browser'),
);
await inLanes(
  1,
  chosen.filter((one) => one.sort === 'browser'),
);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs parts in their order, so many side by side. */
async function inLanes(lanes: number, waiting: readonly Part[]): Promise<void> {
  const queue = [...waiting];
  const lane = async (): Promise<void> => {
    for (let part = queue.shift(); part; part = queue.shift()) await runPart(part);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function runPart(part: Part): Promise<void> {
  const started = performance.now();
  const { status, output } = await outputOf(part);
  const counted = part.counts?.(output);
  const isGood = status === 0 && (counted?.failed ?? 0) === 0;
  passed += counted ? counted.passed : isGood ? 1 : 0;
  failed += counted ? counted.failed + (isGood || counted.failed > 0 ? 0 : 1) : isGood ? 0 : 1;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${part.name}${counted ? `: ${counted.passed} passed, ${counted.failed} failed` : ''} (${seconds} s)`);
  for (const line of output
    .split('\n')
    .filter((text) => /\bSKIP(PED)?\b|# SKIP|﹣ |^\s+\d+ skipped/.test(text))
    .slice(0, 20))
    console.log(`       ${line.trim()}`);
  if (!isGood) console.log(output.split('\n').slice(-120).join('\n'));
}

/** What a part wrote, and how it ended; one that takes longer than it may is ended. */
function outputOf(part: Part): Promise<{ status: number | null; output: string }> {
  const run = spawn(part.command[0], part.command.slice(1), { cwd: root, env: { ...process.env, FORCE_COLOR: '0', CHROMIUM: chromium ?? '' } });
  const written: Buffer[] = [];
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (piece: Buffer) => written.push(piece));
  const patience = setTimeout(() => {
    written.push(Buffer.from(`\nended after ${part.timeoutS} s\n`));
    run.kill('SIGKILL');
  }, part.timeoutS * 1000);
  return new Promise((resolve) => {
    const end = (status: number | null) => {
      clearTimeout(patience);
      resolve({ status, output: Buffer.concat(written).toString() });
    };
    run.on('error', (error) => {
      written.push(Buffer.from(String(error)));
      end(null);
    });
    run.on('close', end);
    // a process that it left behind may hold its output open
    run.on('exit', (status) => setTimeout(end, 2_000, status));
  });
}

/** A program that tests need beside us: found, or on a Debian base installed; undefined where it is neither. */
function bring(name: string, paths: readonly string[]): string | undefined {
  const found = () => paths.find((path) => existsSync(path));
  const isDebian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  // `check` and the pure tests need no program
  const isNeeded = wanted.length === 0 || wanted.some((word) => word !== 'static' && word !== 'pure');
  if (found() === undefined && isDebian && isNeeded) {
    console.log(`Installing ${name} for the tests ...`);
    spawnSync('sh', ['-c', `apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${name}`], { stdio: 'ignore', timeout: 300_000 });
  }
  return found();
}
