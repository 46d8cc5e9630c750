import { expect, test } from './gallery.ts';

const pxPerMm = { tablet: 4.41, 'panel-15': 5.56 };

for (const [device, leastMm] of [
  ['tablet', 12],
  ['panel-15', 20],
] as const)
  test(`on a ${device} the big buttons and the steps of the terminal are at least ${leastMm} mm high`, async ({ page, story }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await story('terminal', { device });
    const heights = await page.locator('.big, .steps button, .value-field').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(8);
    expect(Math.min(...heights) / pxPerMm[device]).toBeGreaterThanOrEqual(leastMm - 0.1);
  });

test('whatever is pressed in a dialog of an operator’s view is at least 12 mm high, at a desk too', async ({ page, story }) => {
  const pxPerMm = 3.78;
  await page.setViewportSize({ width: 1280, height: 800 });
  await story('terminal', { device: 'desk' });
  await page.getByRole('button', { name: /Mean of 10/ }).click();
  const heights = await page
    .getByRole('dialog')
    .getByRole('button')
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(heights.length).toBeGreaterThan(12);
  expect(Math.min(...heights) / pxPerMm).toBeGreaterThanOrEqual(11.9);
});

test('what is told at a terminal has a line of its own and covers nothing that is read or pressed', async ({ page, story }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await story('terminal', { device: 'tablet' });
  for (const text of ['A reading is kept', 'Counted: 120 good', 'In-process check: done']) await page.getByRole('button', { name: `Tell: ${text}` }).dispatchEvent('click');
  const line = page.locator('.toast-line');
  await expect(line).toContainText('In-process check: done');
  await expect(line.getByRole('button', { name: '2 more' })).toBeVisible();
  const covered = await line.evaluate((told) => {
    const { top, bottom } = told.getBoundingClientRect();
    return [...document.querySelectorAll('.terminal-top, .terminal .tile, .terminal .big')].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.top < bottom - 0.5 && box.bottom > top + 0.5;
    }).length;
  });
  expect(covered).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(800);
  await line.getByRole('button', { name: '2 more' }).click();
  await expect(line.locator('.toast')).toHaveCount(3);
});

test('on a 10-inch tablet the running hour stands whole in its tile, also at the end of a shift', async ({ page, story }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await story('terminal', { device: 'tablet' });
  const inside = await page.locator('.hours').evaluate((hours) => {
    // a shift of twelve hours: more than there is room for
    while (hours.children.length < 12) hours.prepend(hours.children[0]!.cloneNode(true));
    const tile = hours.closest('.tile')!.getBoundingClientRect();
    const last = hours.lastElementChild!.getBoundingClientRect();
    return last.bottom <= tile.bottom && last.top >= tile.top && tile.bottom <= innerHeight;
  });
  expect(inside).toBe(true);
});

test('the board fits a 1920 x 1080 wall without scrolling, and its day cells are 24 px', async ({ page, story }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await story('board');
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080);
  const sides = await page.locator('.board-columns .day-box').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  expect(Math.min(...sides)).toBeGreaterThanOrEqual(23.9);
});

test('the terminal fits a 10-inch tablet without scrolling', async ({ page, story }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await story('terminal', { device: 'tablet' });
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(800);
});
