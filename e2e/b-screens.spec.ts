import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { password, seat, url, wrongOn } from './people.ts';

const screens: readonly (readonly [user: string, path: string, heading: string | RegExp])[] = [
  ['operator-2', '/terminal', 'Where do you work?'],
  ['operator-2', '/terminal/PK-21', /./],
  ['operator-2', '/terminal/PK-11', /Nothing waits|Next/],
  ['supervisor-1', '/scada/unit', 'Units'],
  ['supervisor-1', '/scada/unit/PK-21', 'Blister 2'],
  ['supervisor-1', '/indicator/value', 'OEE by shift'],
  ['quality-1', '/qms/deviation', 'Deviations'],
  ['qa-1', '/material/lot', 'Lots'],
  ['qa-1', '/audit', 'Audit trail'],
  ['process-engineer-1', '/model', 'Operating model'],
  ['process-engineer-1', '/model?tab=kinds', 'Operating model'],
  ['process-engineer-1', '/model?tab=revisions', 'Operating model'],
];

for (const [user, path, heading] of screens)
  test(`${path} has nothing that axe finds wrong, by day at a desk and by night on a phone, and does not scroll sideways`, async ({ browser }) => {
    const { page, context } = await seat(browser, user);
    await page.goto(path);
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
    await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0);
    expect(await wrongOn(page)).toEqual([]);
    await page.evaluate("document.documentElement.setAttribute('data-scheme', 'dark')");
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await wrongOn(page)).toEqual([]);
    const wide = await page.evaluate<number[]>("[...document.querySelectorAll('main, body')].map((element) => element.scrollWidth - element.clientWidth)");
    expect(Math.max(...wide)).toBeLessThanOrEqual(1);
    await context.close();
  });

test('a file that is handed in is told of at once: what is taken, what is held and why, and that it came before', async ({ browser }) => {
  const { page } = await seat(browser, 'planner-1');
  await page.goto('/integration/interfaces');
  await page.getByRole('button', { name: 'Hand in a message' }).click();
  const dialog = page.getByRole('dialog');
  const files = dialog.getByLabel('Files to hand in');
  // one that names no sender is refused, and taken for whom a person names
  const known = readFileSync(new URL('../docs/examples/schedule.xml', import.meta.url), 'utf8');
  const nameless = {
    name: 'nameless.xml',
    mimeType: 'application/xml',
    buffer: Buffer.from(
      known
        .replace(/<Sender>.*?<\/Sender>/s, '')
        .replaceAll('EX-', 'EY-')
        .replace('EXAMPLE-1', 'EXAMPLE-2'),
    ),
  };
  await files.setInputFiles(nameless);
  await expect(dialog).toContainText('It names no sender');
  await dialog.getByRole('combobox', { name: 'From' }).click();
  await page.getByRole('option', { name: 'Formulation system DEV130' }).click();
  await files.setInputFiles(nameless);
  await expect(dialog).toContainText('Orders taken: 1 of 2.');
  await expect(dialog).toContainText('EY-2: Line 10: Nobody here knows the material "API-99"');
  await files.setInputFiles({ ...nameless, name: 'again.xml' });
  await expect(dialog.getByRole('listitem').filter({ hasText: 'again.xml' })).toContainText('The same came before; nothing was done again.');
  expect(await wrongOn(page)).toEqual([]);
  await dialog.getByRole('link', { name: 'The message that came first' }).click();
  await expect(page.getByRole('heading', { name: 'nameless.xml' })).toBeVisible();
  await page.context().close();
});

test('QA proves the trail, and nothing was altered', async ({ browser }) => {
  const { page } = await seat(browser, 'qa-1');
  await page.goto('/audit');
  await page.getByRole('button', { name: 'Prove the trail' }).click();
  await expect(page.getByText('Nothing was altered.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Audit trail' })).toContainText('Severity');
});

test('each role comes in by its own name and lands where its work is; a wrong password is refused in words', async ({ browser }) => {
  const homes: readonly (readonly [user: string, says: RegExp])[] = [
    ['operator-1', /Where do you work\?/],
    ['quality-1', /Deviations/],
    ['qa-1', /Deviations/],
  ];
  for (const [user, says] of homes) {
    const page = await browser.newPage({ baseURL: url() });
    await page.goto('/');
    await page.getByLabel('User').fill(user);
    await page.locator('input[type=password]').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByText('That is not right, or the account is locked', { exact: false })).toBeVisible();
    await page.locator('input[type=password]').fill(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: says }).first()).toBeVisible();
    await page.close();
  }
});

test('an order is handled by keyboard: the search finds a record, and the list opens by arrow and enter', async ({ browser }) => {
  const { page } = await seat(browser, 'qa-1');
  await page.goto('/qms/deviation');
  await expect(page.getByText('DEV-', { exact: false }).first()).toBeVisible();
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search' }).fill('E2E-1');
  await expect(page.getByRole('option', { name: /Lot E2E-1/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /Lot E2E-1/ })).toBeVisible();

  await page.goto('/qms/deviation');
  const list = page.getByRole('region', { name: 'Deviations; arrows and enter' });
  await expect(list).toBeVisible();
  for (let presses = 0; presses < 40 && (await page.locator('.list-body:focus').count()) === 0; presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'You are here' }).getByText('DEV-', { exact: false })).toBeVisible();
});
