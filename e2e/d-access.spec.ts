import { expect, test, type Page } from '@playwright/test';
import { dispatchedOrder, password, pin, seat, url, wrongOn } from './people.ts';

const panel = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

/** What somebody sees, at the terminal's size and at a phone's; kept where MILLRACE_LOOK names a folder. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env.MILLRACE_LOOK;
  if (folder === undefined) return;
  const before = page.viewportSize()!;
  for (const [at, size] of Object.entries({ panel, phone })) {
    await page.setViewportSize(size);
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${folder}/${name}-${at}.png` });
  }
  await page.setViewportSize(before);
}

/** Digits as a hand types them: faster than 50 ms a key it would be a badge reader. */
const typePin = (page: Page, digits: string) => page.keyboard.type(digits, { delay: 90 });
const handOver = async (page: Page, name: string, digits: string) => {
  await page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = page.getByRole('dialog', { name: /^Hand over/ });
  await dialog.getByRole('button', { name: new RegExp(`${name}$`) }).click();
  await typePin(page, digits);
  await dialog.getByRole('button', { name: 'Come in' }).click();
  return dialog;
};

test('a report that waits is sent in the session of who takes over, counts once, and stays its reporter’s', async ({ browser }) => {
  const jobOrder = await dispatchedOrder(browser, 'E2E-D', 'PK-22', { workMaster: undefined });
  const { page, ask, act } = await seat(browser, 'operator-1', panel);
  await act('work.job-order.start', { jobOrder, at: 'PK-22' });
  await page.goto('/terminal/PK-22');
  // each of these reaches the server, and its answer is lost on the way
  await page.route('**/api/mes/count/report', async (route) => (await route.fetch(), route.abort()));
  await page.route('**/api/work/job-order/count', async (route) => (await route.fetch(), route.abort()));
  await page.getByRole('button', { name: /^Good and scrap/ }).click();
  await page.getByRole('button', { name: /^Good, since the count before/ }).click();
  await page.keyboard.type('480');
  await page.getByRole('button', { name: 'Take this count' }).click();
  await page
    .getByRole('dialog', { name: /^Good and scrap of/ })
    .getByRole('button', { name: 'Report' })
    .click();
  await expect(page.getByText('1 report waits')).toBeVisible();
  await look(page, 'report-waits');

  await handOver(page, 'Jonas Brandt', pin);
  await expect(page.getByRole('button', { name: 'Jonas Brandt: person menu' })).toBeVisible();
  // one that is under way ends as it began
  await page.unrouteAll({ behavior: 'wait' });
  await expect(page.getByText('report waits')).toBeHidden({ timeout: 60_000 });
  expect(((await ask('work.job-order.show', { jobOrder })) as { good: string }).good).toBe('480');
  const shown = (await ask('record.page.show', { noun: 'work.job-order', id: jobOrder })) as { happened: { type: string; by: string }[] };
  expect(shown.happened.filter((one) => one.type === 'work.job-order.counted').map((one) => one.by)).toEqual(['operator-1']);
});

test('a wrong PIN is refused in words at the terminal, five lock the account even to the right one, and the person in front goes on', async ({ browser }) => {
  const { page } = await seat(browser, 'operator-1', panel);
  await page.goto('/terminal/PK-21');
  const dialog = await handOver(page, 'Ines Albrecht', '1111');
  for (let tried = 1; ; tried++) {
    await expect(dialog.getByRole('alert')).toContainText('That is not right, or the account is locked. After 5 wrong tries in a row nobody comes in by it for 5 min');
    if (tried === 1) {
      expect(await wrongOn(page)).toEqual([]);
      await look(page, 'wrong-pin');
    }
    if (tried === 5) break;
    await typePin(page, '1111');
    await dialog.getByRole('button', { name: 'Come in' }).click();
    await expect(dialog.getByLabel('0 digits typed')).toBeVisible();
  }
  await typePin(page, pin);
  await dialog.getByRole('button', { name: 'Come in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('ask the administrator of access to unlock it');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Ines Albrecht: person menu' })).toBeVisible();
});

test('on a phone the keys for the PIN come into view when a name is pressed, and what was wrong when it was', async ({ browser }) => {
  const { page } = await seat(browser, 'operator-2', phone);
  await page.goto('/terminal/PK-21');
  await page.getByRole('button', { name: 'Hand over' }).click();
  const dialog = page.getByRole('dialog', { name: /^Hand over/ });
  await dialog.getByRole('button', { name: /Irina Ivanova$/ }).click();
  for (const digit of ['1', '1', '1', '1']) await dialog.getByRole('button', { name: digit, exact: true }).click();
  await expect(dialog.getByRole('button', { name: 'Come in' })).toBeInViewport({ ratio: 1 });
  await dialog.getByRole('button', { name: 'Come in' }).click();
  await expect(dialog.getByRole('alert')).toBeInViewport({ ratio: 1 });
  if (process.env.MILLRACE_LOOK !== undefined) await page.screenshot({ path: `${process.env.MILLRACE_LOOK}/wrong-pin-on-a-phone.png` });
});

test('the administrator sees the locked account and unlocks it; locks it by hand, and the person at the other screen reads why and what to do', async ({ browser }) => {
  const administrator = await seat(browser, 'administrator-1', panel);
  const desk = administrator.page;
  await desk.goto('/people');
  await desk.getByRole('button', { name: /Ines Albrecht/ }).click();
  await expect(desk.getByText('Locked by wrong tries until', { exact: false })).toBeVisible();
  await look(desk, 'people-locked');
  expect(await wrongOn(desk)).toEqual([]);
  await desk.getByRole('button', { name: 'Unlock' }).click();
  await expect(desk.getByRole('alert')).toContainText('Say why');
  await desk.getByLabel('Why (kept in the trail)').fill('mistyped, said so by phone');
  await desk.getByRole('button', { name: 'Unlock' }).click();
  await expect(desk.getByText('Unlocked.')).toBeVisible();

  const operator = await seat(browser, 'operator-1', panel);
  await operator.page.goto('/terminal');
  await expect(operator.page.getByRole('heading', { name: 'Where do you work?' })).toBeVisible();
  await look(operator.page, 'stations');
  await desk.getByLabel('Why (kept in the trail)').fill('the card was lost');
  await desk.getByRole('button', { name: 'Lock and sign out' }).click();
  await expect(desk.getByText('Locked, and signed out everywhere.')).toBeVisible();
  const says = operator.page.getByRole('alert');
  await expect(says).toContainText('an administrator of access locked this account. Ask the administrator of access to unlock it, then sign in again.');
  expect(await wrongOn(operator.page)).toEqual([]);
  await look(operator.page, 'signed-out');
  // and a reload tells it again
  await operator.page.reload();
  await expect(operator.page.getByRole('alert')).toContainText('an administrator of access locked this account');

  await desk.getByLabel('Why (kept in the trail)').fill('found it');
  await desk.getByRole('button', { name: 'Unlock' }).click();
  await expect(desk.getByText('Unlocked.')).toBeVisible();
  await operator.page.getByLabel('User').fill('operator-1');
  await operator.page.getByLabel('Password').fill(password);
  await operator.page.keyboard.press('Enter');
  await expect(operator.page.getByRole('heading', { name: 'Where do you work?' })).toBeVisible();
});

test('a screen that nobody touches asks the server whether its session is over, stays while it is not, and says what ended it', async ({ browser }) => {
  const { page, context } = await seat(browser, 'operator-2', panel);
  await page.clock.install();
  await page.goto('/terminal');
  await expect(page.getByRole('heading', { name: 'Where do you work?' })).toBeVisible();
  // the server's own clock has not moved: it says that the session goes on, and the screen stays
  const asked = page.waitForResponse('**/api/personnel/session/close');
  await page.clock.runFor(16 * 60_000);
  expect(((await (await asked).json()) as { ended: boolean }).ended).toBe(false);
  await expect(page.getByRole('heading', { name: 'Where do you work?' })).toBeVisible();
  // another window of the same browser signs out
  await context.request.post('/api/personnel/session/close', { data: {} });
  await page.clock.runFor(60_000);
  await expect(page.getByRole('alert')).toContainText('You signed out in another window of this browser.');
  await look(page, 'another-window');
});

test('a station opens by badge and PIN, and its withdrawal is said at it', async ({ browser }) => {
  const administrator = await seat(browser, 'administrator-1', panel);
  const context = await browser.newContext({ baseURL: url(), viewport: panel });
  await context.request.post('/api/personnel/session/open', { data: { input: { user: 'administrator-1', password } } });
  const enrolled = await context.request.post('/api/station', { data: { input: { place: 'PK-21', name: 'Blister 2, left' } } });
  const { station } = (await enrolled.json()) as { station: { id: string } };
  await context.request.post('/api/personnel/session/close', { data: {} });
  const page = await context.newPage();
  await page.goto('/terminal/PK-21');
  await expect(page.getByRole('heading', { name: 'Who is at Blister 2, left?' })).toBeVisible();
  await look(page, 'station-sign-in');
  expect(await wrongOn(page)).toEqual([]);
  // as a reader types
  await page.keyboard.type('100102', { delay: 5 });
  await page.keyboard.press('Enter');
  await expect(page.getByText('Badge read. Your PIN')).toBeVisible();
  await typePin(page, pin);
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('button', { name: /: person menu/ })).toBeVisible();
  await administrator.context.request.post('/api/personnel/station/withdraw', {
    headers: { 'idempotency-key': crypto.randomUUID() },
    data: { input: { station: station.id }, reason: 'moved' },
  });
  await expect(page.getByRole('alert')).toContainText('this device is no station of the plant any more. Sign in with user and password');
  await look(page, 'station-withdrawn');
});

test('a token is issued to a machine, shown once, opens what the machine may, and is withdrawn', async ({ browser, playwright }) => {
  const { page } = await seat(browser, 'administrator-1', panel);
  await page.goto('/tokens');
  await page.getByLabel('What it is for').fill('ERP, from the browser');
  // only accounts of machines are offered, and the only one is chosen
  const account = page.getByRole('combobox', { name: 'Account it acts as' });
  await expect(account).toHaveValue('ERP gateway (erp-gateway)');
  await account.click();
  await expect(page.getByRole('option')).toHaveText(['ERP gateway (erp-gateway)']);
  await page.keyboard.press('Escape');
  await page.getByLabel('Why (kept in the trail)').fill('hands in orders');
  await look(page, 'tokens-form');
  await page.getByRole('button', { name: 'Issue it' }).click();
  const secret = page.locator('code.told');
  await expect(secret).toHaveText(/^[\w-]{43}$/);
  const bearer = (await secret.textContent())!;
  await look(page, 'tokens-told');
  expect(await wrongOn(page)).toEqual([]);
  const machine = await playwright.request.newContext({ baseURL: url(), extraHTTPHeaders: { authorization: `Bearer ${bearer}` } });
  expect((await machine.get('/api/session')).status()).toBe(200);

  // shown once: neither a reload nor the list has it
  await page.reload();
  await expect(page.getByText('ERP, from the browser')).toBeVisible();
  await expect(page.getByText(bearer)).toHaveCount(0);
  await page.locator('li', { hasText: 'ERP, from the browser' }).getByRole('button', { name: 'Revoke' }).click();
  await expect(page.locator('li', { hasText: 'ERP, from the browser' }).getByText('revoked')).toBeVisible();
  await look(page, 'tokens-revoked');
  const refused = await machine.get('/api/session');
  expect(refused.status()).toBe(401);
  expect(((await refused.json()) as { detail: string }).detail).toMatch(/^This token opens nothing: "ERP, from the browser" was revoked at/);
  await machine.dispose();
});

test('who may not start a work, because a qualification ended, reads it before the press', async ({ browser }) => {
  await dispatchedOrder(browser, 'E2E-Q', 'packaging-2');
  const { page } = await seat(browser, 'operator-2', panel);
  await page.route('**/api/model/object/export*', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { objects: { kind: string; id: string; fields: { holds?: { qualification: string; since: string }[] } }[] };
    for (const one of body.objects) if (one.id === 'operator-2' && one.fields.holds) one.fields.holds = one.fields.holds.map((held) => ({ ...held, since: '2023-11-03' }));
    await route.fulfill({ response: answer, json: body });
  });
  await page.goto('/terminal/PK-21');
  const start = page.getByRole('button', { name: /^Start JO-/ }).first();
  // another story may have left a job at this unit: then the queue is a press away
  const queue = page.getByRole('button', { name: 'Queue' });
  await expect(start.or(queue).first()).toBeVisible();
  if (await queue.isVisible()) await queue.click();
  await expect(start).toHaveAttribute('aria-disabled', 'true');
  await expect(start).toHaveAccessibleDescription(/asks for "Blister line, set up and run".*it ended on 3 Nov 2025, and the role "Team leader" can renew it/);
  await look(page, 'unqualified');
});
