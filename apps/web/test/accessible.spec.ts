import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './gallery.ts';

const stories = ['record', 'board', 'terminal', 'offline', 'switch', 'list', 'charts', 'parts', 'lost', 'sign-in'];

/** What axe finds wrong, a line per rule with the places and why. */
async function wrong(page: Page): Promise<string[]> {
  // a colour halfway from day to night is nobody's colour
  await page.evaluate(() => Promise.allSettled(document.getAnimations().flatMap((one) => (one.effect?.getComputedTiming().iterations === Infinity ? [] : [one.finished]))));
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}

for (const story of stories)
  test(`${story} has nothing that axe finds wrong, by day and by night`, async ({ page, story: open }) => {
    await open(story);
    expect(await wrong(page)).toEqual([]);
    await page.evaluate(() => document.documentElement.setAttribute('data-scheme', 'dark'));
    expect(await wrong(page)).toEqual([]);
  });

for (const story of stories)
  test(`${story} on a phone has nothing that axe finds wrong, and does not scroll sideways`, async ({ page, story: open }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(story, { device: 'phone' });
    expect(await wrong(page)).toEqual([]);
    const wide = await page.evaluate(() => [...document.querySelectorAll('main, body')].map((element) => element.scrollWidth - element.clientWidth));
    expect(Math.max(...wide)).toBeLessThanOrEqual(1);
  });

test('an open dialog, the search and the person menu have nothing that axe finds wrong', async ({ page, story }) => {
  await story('record');
  await page.getByRole('button', { name: 'Record investigation' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await wrong(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox', { name: 'Search' })).toBeVisible();
  expect(await wrong(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /person menu/ }).click();
  await expect(page.getByRole('dialog', { name: 'Person menu' })).toBeVisible();
  expect(await wrong(page)).toEqual([]);
});
