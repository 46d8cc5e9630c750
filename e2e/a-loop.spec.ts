import { expect, test, type Page } from '@playwright/test';
import { dispatchedOrder, password, pin, seat, wrongOn } from './people.ts';

const panel = { width: 1920, height: 1080 };

/** Signs by PIN on the pad, as with gloves. */
async function signByPin(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: /^Sign/ });
  for (const digit of pin) await dialog.getByRole('button', { name: digit, exact: true }).click();
  await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function completeStep(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Complete (step|check)/ }).click();
  await signByPin(page);
}

/** Another person comes in at the terminal, by name and PIN. */
async function handOver(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Hand over' }).click();
  const hand = page.getByRole('dialog', { name: /^Hand over/ });
  await hand.getByRole('button', { name }).click();
  // as a hand types: faster than 50 ms a key it would be a badge reader
  await page.keyboard.type(pin, { delay: 90 });
  await hand.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('button', { name: `${name}: person menu` })).toBeVisible();
}

async function weigh(page: Page, value: string): Promise<void> {
  await page.locator('.do-bar .value-field').click();
  await page.keyboard.type(value);
  await page.getByRole('button', { name: 'Take this value' }).click();
  await page.getByRole('button', { name: `Record ${value} g` }).click();
}

test('a value out of limits is read again, blocks the step, holds the lot, and goes on when quality has approved the deviation', async ({ browser }) => {
  await dispatchedOrder(browser, 'E2E-1');
  const operator = await seat(browser, 'operator-2', panel);
  const { page } = operator;

  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Where do you work?' })).toBeVisible();
  await page.getByRole('link', { name: /Blister 2/ }).click();

  // a job starts from the queue
  await page.getByRole('button', { name: /^Start JO-/ }).click();
  await expect(page.getByRole('heading', { name: 'Line clearance' })).toBeVisible();
  // the picture of the step, as it was when the job started
  await expect(page.getByRole('img', { name: 'Line clearance' })).toHaveJSProperty('complete', true);

  // a step is not completed before what it asks was read: the button says so by the rule of the server
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await completeStep(page);

  // the line is not clear because one person says so: the operator cannot verify it, the team leader comes to the terminal
  await expect(page.getByText('You did Line clearance yourself, or recorded a value of it. Let another team leader sign in here and verify it.')).toBeVisible();
  expect(await wrongOn(page)).toEqual([]);
  await handOver(page, 'Hugo Hansen');
  await page.getByRole('button', { name: 'Verify step' }).click();
  await signByPin(page);
  await handOver(page, 'Jonas Brandt');
  for (const lot of ['FF-77', 'LF-12']) {
    await page.locator('.do-bar input').fill(lot);
    await page.getByRole('button', { name: `Record ${lot}` }).click();
    await expect(page.locator('.read-list').getByText(lot)).toBeVisible();
  }
  await completeStep(page);
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await page.locator('.do-bar .value-field').click();
  await page.keyboard.type('0');
  await page.getByRole('button', { name: 'Take this value' }).click();
  await page.getByRole('button', { name: 'Record 0' }).click();
  await completeStep(page);

  // out of limits: said in words, read again, then blocked
  await expect(page.getByRole('heading', { name: 'Weigh 10 blisters and record the mean' })).toBeVisible();
  await weigh(page, '18.93');
  await expect(page.getByText('Read it again: one reading is left.')).toBeVisible();
  await expect(page.locator('.read-list').getByText('0.13 above limit')).toBeVisible();
  await weigh(page, '18.95');
  await expect(page.getByText('Blocked: Mean of 10 was 0.15 above limit. Open a deviation to go on.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Complete check 1/ })).toHaveAttribute('aria-disabled', 'true');
  expect(await wrongOn(page)).toEqual([]);

  // the deviation holds the lot
  await page.getByRole('button', { name: /^Open deviation/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Open deviation' });
  await expect(dialog.getByText('Lot E2E-1 is held from this moment', { exact: false })).toBeVisible();
  expect(await wrongOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Open deviation' }).click();
  await expect(page.getByRole('button', { name: /^DEV-\d{4}-0001/ })).toBeVisible();
  await expect(page.getByText('Quality must allow it to go on; the deviation is open.', { exact: false })).toBeVisible();

  // quality classifies; the raiser sees why he may not approve
  const quality = await seat(browser, 'quality-1');
  await quality.page.goto('/qms/deviation');
  await quality.page.getByText('DEV-', { exact: false }).first().click();
  await quality.page.getByRole('button', { name: 'Classify' }).click();
  const classify = quality.page.getByRole('dialog', { name: 'Classify' });
  await classify
    .getByText(/^major$/i)
    .first()
    .click();
  await classify.getByLabel('Risk to product and patient').fill('Weight outside the registered range; no patient risk known.');
  expect(await wrongOn(quality.page)).toEqual([]);
  await classify.getByRole('button', { name: 'Classify' }).click();
  await expect(classify).toBeHidden();
  await expect(quality.page.locator('.timeline').getByText('major')).toBeVisible();
  const deviationPath = new URL(quality.page.url()).pathname;

  // QA approves with a signature
  const qa = await seat(browser, 'qa-1');
  await qa.page.goto(deviationPath);
  await expect(qa.page.getByText('1 lot on hold').or(qa.page.getByText('lot on hold')).first()).toBeVisible();
  await qa.page.getByRole('button', { name: /^Approve/ }).click();
  const approve = qa.page.getByRole('dialog', { name: 'Approve' });
  await expect(approve.getByText('I approve this deviation and its risk assessment')).toBeVisible();
  await approve.getByLabel('The blocked step may go on with the value it has').check();
  await approve.getByLabel('Why it may be approved').fill('The scale was checked; the batch is sorted by weight.');
  await approve.getByLabel('Password or PIN').fill('1111');
  await approve.getByRole('button', { name: /^Sign/ }).click();
  await expect(approve.getByText('That is not your PIN', { exact: false })).toBeVisible();
  // the policy of this signature is not `quickly`: a PIN is not enough
  await approve.getByLabel('Password or PIN').fill(pin);
  await approve.getByRole('button', { name: /^Sign/ }).click();
  await expect(approve.getByText('A PIN is not enough for this signature', { exact: false })).toBeVisible();
  await approve.getByLabel('Password or PIN').fill(password);
  await approve.getByRole('button', { name: /^Sign/ }).click();
  await expect(approve).toBeHidden();
  await expect(qa.page.locator('.signature').getByText('Mira Maurer')).toBeVisible();
  expect(await wrongOn(qa.page)).toEqual([]);

  // the lot stays held until the deviation is closed, and its page says by what
  const lots = (await qa.ask('material.lot.list', { find: 'E2E-1' })) as { rows: { id: string; state: string }[] };
  expect(lots.rows[0]!.state).toBe('on-hold');
  await qa.page.goto(`/material/lot/${lots.rows[0]!.id}`);
  await expect(qa.page.getByRole('heading', { name: 'What holds it' })).toBeVisible();
  await expect(qa.page.getByText('is on hold since', { exact: false })).toBeVisible();

  // the step goes on
  await expect(page.getByRole('button', { name: /^Complete check 1/ })).not.toHaveAttribute('aria-disabled', 'true');
  await completeStep(page);

  // the check repeats: the next has its own time and its own value, and the run may go on to its end
  await expect(page.getByText('check 2 · every 30 min')).toBeVisible();
  await expect(
    page
      .getByText('due in 29 min', { exact: false })
      .or(page.getByText('due in 30 min', { exact: false }))
      .first(),
  ).toBeVisible();
  await expect(page.locator('.checks').getByText('18.95 g', { exact: false })).toBeVisible();
  expect(await wrongOn(page)).toEqual([]);
  await page.getByRole('button', { name: /^On to: Run out and count/ }).click();
  await expect(page.getByRole('heading', { name: 'Run out and count' })).toBeVisible();
});

test('good and scrap with its reason are reported in one act, help is called, and the terminal is handed over by PIN', async ({ browser }) => {
  const operator = await seat(browser, 'operator-2', { width: 1280, height: 800 });
  const { page } = operator;
  await page.goto('/terminal/PK-21');
  await page.getByRole('button', { name: /^Good and scrap/ }).click();
  const dialog = page.getByRole('dialog', { name: /^Good and scrap of/ });
  await expect(dialog.getByText('Type what came out since the count before')).toBeVisible();
  for (const [field, value] of [
    ['Good', '480'],
    ['Scrap', '7'],
  ] as const) {
    await page.getByRole('button', { name: new RegExp(`^${field}, since the count before`) }).click();
    await page.keyboard.type(value);
    await page.getByRole('button', { name: 'Take this count' }).click();
  }
  await expect(dialog.getByText('Say why it is scrap')).toBeVisible();
  await dialog.getByRole('button', { name: 'Broken tablet' }).click();
  expect(await wrongOn(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Report' }).click();
  await expect(page.locator('.terminal-left').getByText('480', { exact: true })).toBeVisible();
  // the screen has it from the press on; the record has it when the report has arrived
  await expect
    .poll(async () => ((await operator.ask('work.job-order.list', { runsAt: 'PK-21' })) as { rows: object[] }).rows[0])
    .toMatchObject({ good: '480', scrap: '7', scrapByReason: [{ reason: 'broken-tablet', value: '7' }] });

  await page.getByRole('button', { name: /^Help/ }).click();
  await page
    .getByRole('dialog', { name: 'Whom do you need?' })
    .getByRole('button', { name: /^Maintenance/ })
    .click();
  await expect(page.getByText('maintenance called now')).toBeVisible();

  await handOver(page, 'Ines Albrecht');
});
