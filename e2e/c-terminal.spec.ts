import { expect, test, type Page } from '@playwright/test';
import { until } from './house.fixture.ts';
import { dispatchedOrder, newId, pin, seat, url } from './people.ts';

const panel = { width: 1280, height: 800 };

async function typeInto(page: Page, field: RegExp, value: string): Promise<void> {
  await page.getByRole('button', { name: field }).click();
  await page.keyboard.type(value);
  await page.getByRole('button', { name: 'Take this count' }).click();
}

async function count(page: Page, good: string): Promise<void> {
  await page.getByRole('button', { name: /^Good and scrap/ }).click();
  await typeInto(page, /^Good, since the count before/, good);
  await page
    .getByRole('dialog', { name: /^Good and scrap of/ })
    .getByRole('button', { name: 'Report' })
    .click();
}

test('a terminal without its server keeps what is reported, shows it, and sends all of it once and in order', async ({ browser }) => {
  await dispatchedOrder(browser, 'E2E-3', 'packaging-1');
  const { page, ask, act } = await seat(browser, 'operator-1', panel);
  await page.goto('/terminal/PK-11');
  await page.getByRole('button', { name: /^Start JO-/ }).click();
  await expect(page.getByRole('heading', { name: 'Line clearance' })).toBeVisible();
  const orders = (await ask('work.job-order.list', { runsAt: 'PK-11' })) as { rows: { id: string }[] };
  const jobOrder = orders.rows[0]!.id;

  // the line is cut: a reading and a count are kept on the device and stand on the screen
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(page.locator('.read-list').getByText('yes')).toBeVisible();
  await count(page, '120');
  await expect(page.getByText('Not connected.')).toBeVisible();
  await expect(page.getByText('2 reports wait')).toBeVisible();
  await expect(page.locator('.terminal-left').getByText('120 not sent yet', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Kept on this device' }).getByText('Ines Albrecht', { exact: false })).toHaveCount(2);
  await page.getByRole('dialog', { name: 'Kept on this device' }).getByRole('button', { name: 'Close', exact: true }).last().click();

  // the line is back, but the database is not: still kept
  await page.route('**/api/mes/reading/record', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"title":"down","status":503}' }));
  await page.context().setOffline(false);
  await count(page, '30');
  await expect(page.getByText('3 reports wait')).toBeVisible();
  // and a reload, as after a flat battery, loses nothing
  await page.reload();
  await expect(page.getByText('3 reports wait')).toBeVisible();

  await page.unroute('**/api/mes/reading/record');
  await expect(page.getByText('reports wait')).toBeHidden({ timeout: 60_000 });
  const { execution } = (await ask('mes.execution.show', { jobOrder })) as { execution: { readings: { value: string; by: string }[] } };
  expect(execution.readings.map((one) => [one.value, one.by])).toEqual([['yes', 'operator-1']]);
  const order = (await ask('work.job-order.show', { jobOrder })) as { good: string };
  expect(order.good).toBe('150');
  const page_ = (await ask('record.page.show', { noun: 'work.job-order', id: jobOrder })) as { happened: { type: string; data: { good?: string } }[] };
  expect(page_.happened.filter((one) => one.type === 'work.job-order.counted').map((one) => one.data.good)).toEqual(['120', '30']);
  await act('work.job-order.pause', { jobOrder });
});

test('two operators complete one job at once: one wins, the other is told in a sentence, and the counts of both are kept', async ({ browser }) => {
  const one = await seat(browser, 'operator-1', panel);
  const two = await seat(browser, 'operator-2', panel);
  const jobOrder = await dispatchedOrder(browser, 'E2E-4', 'packaging-1', {});
  await one.act('work.job-order.start', { jobOrder, at: 'PK-11' });
  await one.act('work.job-order.count', { jobOrder, good: '150' });
  for (const { page } of [one, two]) {
    await page.goto('/terminal/PK-11');
    await page.getByRole('button', { name: /^Order/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Complete/ })
      .click();
    await expect(page.getByRole('dialog', { name: 'Complete' })).toBeVisible();
  }
  // the slower one's line is cut while he counts: his count is there before anybody completes, and told after
  await two.page.context().setOffline(true);
  await one.page.getByRole('dialog', { name: 'Complete' }).getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(one.page.getByRole('dialog', { name: 'Complete' })).toBeHidden();
  await two.page.context().setOffline(false);
  await two.page.getByRole('dialog', { name: 'Complete' }).getByRole('button', { name: 'Complete', exact: true }).click();
  await expect(two.page.getByText(/^operator-1 completed it at \d\d? \w{3} \d\d:\d\d.*\. What you counted is kept with the order\.$/).first()).toBeVisible();

  // a count that comes after the completion is a report: kept, in the totals, and flagged
  const answer = await two.act('work.job-order.count', { jobOrder, good: '25', scrap: [] });
  expect(answer).toBeTruthy();
  const { state } = (await two.ask('record.page.show', { noun: 'work.job-order', id: jobOrder })) as {
    state: { state: string; good: string; flaggedCounts: { good: string; by: string }[] };
  };
  expect(state).toMatchObject({ state: 'completed', good: '175' });
  expect(state.flaggedCounts.map((flagged) => [flagged.good, flagged.by])).toEqual([['25', 'operator-2']]);
});

test('persons switch at a terminal in seconds by badge and PIN, and what follows is the new person’s', async ({ browser }) => {
  const { page } = await seat(browser, 'operator-1', panel);
  await page.goto('/terminal/PK-11');
  await page.getByRole('button', { name: 'Hand over' }).click();
  const hand = page.getByRole('dialog', { name: 'Hand over Blister 1' });
  await expect(hand.getByText('Hold your badge to the reader')).toBeVisible();
  // a reader types the badge in milliseconds and ends with Enter
  await page.evaluate("for (const key of [...'100102', 'Enter']) window.dispatchEvent(new KeyboardEvent('keydown', { key }))");
  await expect(hand.getByText('Badge read. Your PIN')).toBeVisible();
  await page.keyboard.type(pin, { delay: 90 });
  await hand.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('button', { name: 'Jonas Brandt: person menu' })).toBeVisible();
});

test('whoever is called by a value out of limits accepts it on a phone, decides at the work, and the call is answered with that', async ({ browser }) => {
  const jobOrder = await dispatchedOrder(browser, `C-${Date.now()}`, 'DB-01', { workMaster: 'dispense-relvanta' });
  const weigher = await seat(browser, 'weigher-2');
  await weigher.act('work.job-order.start', { jobOrder, at: 'DB-01', workMaster: 'dispense-relvanta' });
  const execution = await until(
    'the steps are laid out',
    20_000,
    async () => ((await weigher.ask('mes.execution.show', { jobOrder }))['execution'] as { id: string } | undefined)?.id,
  );
  for (const value of ['0.9', '0.9']) await weigher.act('mes.reading.record', { execution, step: 'clearance', data: 'airflow', value });

  const { page, context } = await seat(browser, 'maintenance-1', { width: 390, height: 844 });
  await page.goto('/governance/escalation');
  const call = page.getByRole('article').filter({ hasText: 'Clear the booth: Down-flow of the booth 0.9 m/s, 0.36 above limit' });
  await call.getByRole('button', { name: 'Accept' }).click();
  await call.getByRole('link', { name: 'Decide at the work' }).click();
  await page.getByRole('button', { name: 'Adjusted' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'What you saw, and what was done' }).fill('Filter changed');
  await dialog.getByLabel('Password or PIN').fill(pin);
  await dialog.getByRole('button', { name: 'Sign: Adjusted' }).click();
  await expect(page.getByText('Adjusted; now read again')).toBeVisible();
  await page.goto('/governance/escalation');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(call).toHaveCount(0);
  await Promise.all([context.close(), weigher.context.close()]);
});

test('nobody is signed in at a terminal: a press on the name and the PIN open it, as its policy of access says', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: url(), viewport: panel });
  const page = await context.newPage();
  await page.goto('/terminal/PK-11');
  await expect(page.getByRole('heading', { name: 'Who is at Blister 1?' })).toBeVisible();
  // those who work there come first, and who has no role there is not offered
  await expect(page.locator('.switch-people li').first()).toHaveText(/Ines Albrecht|Jonas Brandt/);
  await expect(page.getByRole('button', { name: 'Elena Ehlers' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Jonas Brandt' }).click();
  await page.keyboard.type(pin, { delay: 90 });
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('button', { name: 'Jonas Brandt: person menu' })).toBeVisible();
  await context.close();
});

test('an order that is counted as it was ordered is completed by one press, and what is scrapped there has reasons of that machine', async ({ browser }) => {
  const jobOrder = await dispatchedOrder(browser, 'E2E-5', 'packaging-1', {});
  const { page, act, ask, context } = await seat(browser, 'operator-1', panel);
  await act('work.job-order.start', { jobOrder, at: 'PK-11' });
  await act('work.job-order.count', { jobOrder, good: '15900' });
  await page.goto('/terminal/PK-11');
  await page.getByRole('button', { name: /^Good and scrap/ }).click();
  await typeInto(page, /^Scrap, since the count before/, '3');
  const counting = page.getByRole('dialog', { name: /^Good and scrap of/ });
  await expect(counting.getByRole('button', { name: 'Broken tablet' })).toBeVisible();
  await expect(counting.getByRole('button', { name: 'Spilled' })).toHaveCount(0);
  await counting.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: /^Order/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Complete/ })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect.poll(async () => ((await ask('work.job-order.show', { jobOrder })) as { state: string }).state).toBe('completed');
  await context.close();
});

test('who may not is told at the button which roles may', async ({ browser }) => {
  const { page, context } = await seat(browser, 'lab-1', panel);
  await page.goto('/terminal/PK-11');
  await expect(page.getByText(/^None of your roles here may do this\. Operator, /)).toBeVisible();
  await context.close();
});

test('a lot in quarantine, or of another material, is not taken into the work and the terminal says why; one that nobody knows is taken and marked', async ({ browser }) => {
  const jobOrder = await dispatchedOrder(browser, 'E2E-6', 'packaging-1');
  const store = await seat(browser, 'warehouse-1');
  await store.act('material.lot.receive', { lot: newId(), lotNumber: 'FOIL-Q1', definition: 'PM-01', quantity: { value: '5', unit: 'kg' }, place: 'packaging-1' });
  await store.act('material.lot.receive', { lot: newId(), lotNumber: 'FOIL-L1', definition: 'PM-02', quantity: { value: '5', unit: 'kg' }, place: 'packaging-1' });
  const { page, act, ask, context } = await seat(browser, 'operator-1', panel);
  await act('work.job-order.start', { jobOrder, at: 'PK-11', workMaster: 'pack-rv20-30' });
  await page.goto('/terminal/PK-11');
  await page.getByRole('button', { name: /Foil and lot/ }).click();
  const scan = async (lot: string) => {
    await page.getByLabel('Forming foil').fill(lot);
    await page.keyboard.press('Enter');
  };
  await scan('FOIL-Q1');
  await expect(page.locator('.toast-line')).toContainText('Lot FOIL-Q1 may not be used: it is in quarantine and not released yet. Take another lot, or ask quality.');
  await scan('FOIL-L1');
  await expect(page.locator('.toast-line')).toContainText('Lot FOIL-L1 may not be used: it is of PM-02, and PM-01 is asked for. Take another lot, or ask quality.');
  await expect(page.locator('.read-list li').first()).toContainText('not read yet');
  await scan('FOIL-XYZ');
  await expect(page.locator('.read-list li').first()).toContainText('no lot of this number is known here');
  const { execution } = (await ask('mes.execution.show', { jobOrder })) as { execution: { readings: { value: string; says?: string }[] } };
  expect(execution.readings).toMatchObject([{ value: 'FOIL-XYZ', says: 'no lot of this number is known here' }]);
  await act('work.job-order.pause', { jobOrder });
  await Promise.all([context.close(), store.context.close()]);
});

test('on a panel for gloves at 1280 x 800 both values of a step stand whole in sight, also when one of them has a chart', async ({ browser }) => {
  const jobOrder = await dispatchedOrder(browser, 'E2E-7', 'packaging-1');
  const { page, act, ask, context } = await seat(browser, 'operator-1', panel);
  await act('work.job-order.start', { jobOrder, at: 'PK-11', workMaster: 'pack-rv20-30' });
  const execution = await until('the steps are laid out', 20_000, async () => ((await ask('mes.execution.show', { jobOrder }))['execution'] as { id: string } | undefined)?.id);
  for (const value of ['1', '2']) await act('mes.reading.record', { execution, step: 'first-pieces', data: 'leak', value });
  await page.addInitScript("localStorage.setItem('millrace.device', 'panel-15')");
  await page.goto('/terminal/PK-11');
  await page.getByRole('button', { name: /First pieces/ }).click();
  await expect(page.locator('.read-list svg')).toBeVisible();
  await expect(page.locator('.read-list > ul > li')).toHaveCount(2);
  const cut = await page.locator('.read-list').evaluate((list, height) => {
    const box = list.getBoundingClientRect();
    return [...list.querySelectorAll(':scope > ul > li')].filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top < box.top || bottom > Math.min(box.bottom, height);
    }).length;
  }, page.viewportSize()!.height);
  expect(cut).toBe(0);
  await act('work.job-order.pause', { jobOrder });
  await context.close();
});
