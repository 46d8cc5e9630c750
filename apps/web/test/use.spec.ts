import { expect, test } from './gallery.ts';

test('a refusal is visible before the click, and the button does nothing', async ({ page, story }) => {
  await story('record');
  const approve = page.getByRole('button', { name: 'Approve' });
  await expect(approve).toHaveAttribute('aria-disabled', 'true');
  await expect(approve).toHaveAccessibleDescription('You investigated it; someone else must approve.');
  await approve.click({ force: true });
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('a command asks for what is missing, and is not sent before it is given', async ({ page, story }) => {
  await story('record');
  await page.getByRole('button', { name: 'Record investigation' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('I investigated this deviation');
  await dialog.getByRole('button', { name: /^Sign/ }).click();
  await expect(dialog).toContainText('3 fields to mend');
  await expect(dialog).toContainText('Sign with your password or PIN.');
});

test('a refusal of the server stands in the dialog with what to do next, and the secret is gone', async ({ page, story }) => {
  await story('record');
  await page.getByRole('button', { name: 'Record investigation' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Root cause' }).click();
  await page.getByRole('option', { name: 'Powder flow' }).click();
  await dialog.getByLabel('What was found').fill('The dosing plate was worn at two stations.');
  await dialog.getByLabel('Password or PIN').fill('secret');
  await dialog.getByRole('button', { name: /^Sign/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('The investigation names no root cause');
  await expect(dialog.getByRole('alert')).toContainText('Fill in “Root cause”.');
  await expect(dialog.getByLabel('Password or PIN')).toHaveValue('');
});

test('a command that is done says so and closes', async ({ page, story }) => {
  await story('record');
  await page.getByRole('button', { name: 'Ask for extension' }).click();
  await page.getByLabel('Reason').fill('The scale supplier comes on Tuesday.');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask for extension' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('DEV-2026-0114: investigated')).toBeVisible();
});

test('the search finds commands of the page, screens and records', async ({ page, story }) => {
  await story('record');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search' });
  await field.fill('split');
  await expect(page.getByRole('option').first()).toContainText('Split disposition');
  await field.fill('approve');
  await expect(page.getByRole('option').first()).toContainText('someone else must approve');
  await field.fill('label counter');
  await expect(page.getByRole('option').first()).toContainText('Label counter differs by 3');
  await field.fill('split');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Split disposition' })).toBeVisible();
});

test('arrows and enter go through a list', async ({ page, story }) => {
  await story('list');
  const body = page.getByRole('region', { name: /Deviations/ });
  await body.focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  await expect(page.locator('tr[data-at]')).toContainText('DEV-2026-0113');
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toContainText('Blister weight above limit');
});

test('a list asks for its next page when the keyboard comes to its end', async ({ page, story }) => {
  await story('list');
  await page.getByRole('region', { name: /Deviations/ }).focus();
  await page.keyboard.press('End');
  await expect(page.locator('tbody tr')).toHaveCount(40);
});

test('filter and order of a list stand in the address, so the link shows the same list', async ({ page, story }) => {
  await story('list');
  await page.getByLabel('State').selectOption('closed');
  await page.getByRole('button', { name: /^Due/ }).click();
  await expect(page).toHaveURL(/state=closed/);
  await expect(page).toHaveURL(/sort=due/);
  await page.reload();
  await expect(page.getByLabel('State')).toHaveValue('closed');
  await expect(page.locator('th[aria-sort]')).toContainText('Due');
});

test('on a phone a list is cards', async ({ page, story }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await story('list', { device: 'phone' });
  await expect(page.locator('.list-cards li')).toHaveCount(20);
});

test('a value is judged while it is typed, and the step opens when it is within its limits', async ({ page, story }) => {
  await story('terminal');
  const done = page.getByRole('button', { name: 'Complete step' });
  await expect(done).toHaveAccessibleDescription('Blocked: open a deviation to go on');
  await page.getByRole('button', { name: /Mean of 10/ }).click();
  for (const key of ['1', '8', '.', '5']) await page.getByRole('dialog').getByRole('button', { name: key, exact: true }).click();
  await expect(page.getByRole('dialog')).toContainText('within limits');
  await page.getByRole('button', { name: 'Take this value' }).click();
  await expect(done).not.toHaveAttribute('aria-disabled', 'true');
});

test('what waits on a device is shown: whose, since when, and why', async ({ page, story }) => {
  await story('offline');
  await expect(page.getByRole('status').first()).toContainText('Not connected');
  await page.getByRole('button', { name: 'Show' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Scrap 12 blisters, seal weak');
  await expect(dialog).toContainText('waits for operator-5 to sign in');
  await expect(dialog).toContainText('explain this second value');
});

test('a wrong PIN is refused in words', async ({ page, story }) => {
  await story('switch');
  await page.getByRole('button', { name: 'operator-2' }).click();
  for (const key of ['1', '2', '3', '4']) await page.getByRole('button', { name: key, exact: true }).click();
  await page.getByRole('button', { name: 'Come in' }).click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('3 tries are left');
  // the code is for whoever is asked for help, and not in anybody's face
  const code = alert.getByText('personnel.session.open/wrong-pin');
  await expect(code).toBeHidden();
  await alert.getByText('Details').click();
  await expect(code).toBeVisible();
});

test('digits stand alike on the pad of a PIN and on that of a value: 1 2 3 at the top', async ({ page, story }) => {
  const order = () =>
    page.locator('.pad-keys button').evaluateAll((keys) =>
      keys
        .map((key) => key.textContent)
        .filter((text) => /^[1-9]$/.test(text ?? ''))
        .join(''),
    );
  await story('switch');
  expect(await order()).toBe('123456789');
  await story('terminal');
  await page.getByRole('button', { name: /Mean of 10/ }).click();
  expect(await order()).toBe('123456789');
});

test('the demonstration offers its accounts', async ({ page, story }) => {
  await story('sign-in');
  await expect(page.getByRole('button', { name: /plant-manager/ })).toBeVisible();
});

test('night is dark: the terminal has a dark ground in the dark scheme', async ({ page, story }) => {
  await story('terminal', { scheme: 'dark' });
  expect(await page.locator('.terminal').evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(27, 31, 35)');
});
