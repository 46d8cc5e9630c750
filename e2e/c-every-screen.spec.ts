import { expect, test } from '@playwright/test';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askedOf, leaveTraces } from './life.fixture.ts';
import { seat, wrongOn, type Seat } from './people.ts';

// Every screen of the house, found in the sources: a new one is walked without being named here.
const root = join(import.meta.dirname, '..');
const sources = globSync('{modules/*/web/index.tsx,apps/web/src/pages/index.tsx}', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'));
const paths = [...new Set(sources.flatMap((text) => [...text.matchAll(/\bpath: '([^']+)'/g)].map((found) => found[1]!)))].toSorted();
const plain = [...new Set(sources.flatMap((text) => [...text.matchAll(/^ {2}\['([a-z-]+\.[a-z-]+)', '/gm)].map((found) => `/${found[1]!.replaceAll('.', '/')}/$id`)))];

/** Where a record of the screen's kind is found; undefined where the house has none now. */
async function addressOf(path: string, { ask }: Seat): Promise<string | undefined> {
  if (!path.includes('$')) return path;
  if (path.endsWith('/$unit')) return path.replace('$unit', 'PK-21');
  if (path === '/board/$id') return '/board/packaging-2-t1';
  if (path === '/board/$id/why/$letter/$of') return '/board/packaging-2-t1/why/P/chart';
  const noun = path.slice(1, path.lastIndexOf('/')).replaceAll('/', '.');
  if (noun === 'mes.execution') {
    const { rows } = (await ask('work.job-order.list', { state: 'running', limit: '1' })) as { rows: readonly { id: string }[] };
    const shown = rows[0] && ((await ask('mes.execution.show', { jobOrder: rows[0].id })) as { execution?: { id: string } });
    return shown?.execution && path.replace('$id', shown.execution.id);
  }
  const { rows } = (await ask(`${noun}.list`, askedOf(noun))) as { rows?: readonly { id: string }[] };
  return rows?.[0] && path.replace('$id', rows[0].id);
}

/** Whose screen it is. */
const sitting = (path: string) => (path.startsWith('/terminal') ? 'operator-2' : ['/people', '/tokens'].includes(path) ? 'administrator-1' : 'production-manager-1');

test.beforeAll(({ browser }) => leaveTraces(browser));

test('the screens are found in the sources', () => {
  expect(paths.length).toBeGreaterThan(20);
  expect(plain.length).toBeGreaterThan(3);
});

for (const path of [...paths, ...plain.filter((one) => !paths.includes(one))])
  test(`${path}: nothing that axe finds wrong, no sideways scroll, by day at a desk and by night on a phone`, async ({ browser }) => {
    const own = await seat(browser, sitting(path));
    const { page, context } = own;
    const address = await addressOf(path, own);
    test.skip(address === undefined, `the house of this test has no record for ${path}`);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(address!);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    expect(await wrongOn(page)).toEqual([]);
    await page.evaluate("document.documentElement.setAttribute('data-scheme', 'dark')");
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await wrongOn(page)).toEqual([]);
    const wide = await page.evaluate<number[]>("[...document.querySelectorAll('main, body')].map((element) => element.scrollWidth - element.clientWidth)");
    expect(Math.max(...wide)).toBeLessThanOrEqual(1);
    expect(faults).toEqual([]);
    await context.close();
  });
