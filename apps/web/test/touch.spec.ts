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

test('the board fits a 1920 x 1080 wall without scrolling, and its day cells are 24 px', async ({ page, story }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await story('board');
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(1080);
  const sides = await page.locator('.day-box').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  expect(Math.min(...sides)).toBeGreaterThanOrEqual(23.9);
});

test('the terminal fits a 10-inch tablet without scrolling', async ({ page, story }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await story('terminal', { device: 'tablet' });
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(800);
});
