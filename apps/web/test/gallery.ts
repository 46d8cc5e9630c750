import { test as base, type Page } from '@playwright/test';
import { serveGallery } from './serve.ts';

export interface Shown {
  readonly scheme?: 'light' | 'dark';
  readonly device?: 'desk' | 'phone' | 'tablet' | 'panel-15';
}

/** Opens a story of the gallery. */
export type OpenStory = (story: string, shown?: Shown) => Promise<void>;

/** A test that has the gallery served on a port of its own. */
export const test = base.extend<{ story: OpenStory }, { gallery: string }>({
  gallery: [
    // the runner reads the names of fixtures from these braces, so they stay though empty
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const { url, server } = await serveGallery();
      await use(url);
      server.close();
    },
    { scope: 'worker' },
  ],
  story: async ({ page, gallery }, use) => {
    const faults = watch(page);
    await use(async (story, { scheme = 'light', device = 'desk' } = {}) => {
      await page.addInitScript(
        ([choice, profile]) => {
          localStorage.setItem('millrace.scheme', choice!);
          localStorage.setItem('millrace.device', profile!);
        },
        [scheme, device],
      );
      await page.goto(`${gallery}/gallery/${story}`);
      await page.locator('h1').first().waitFor();
    });
    if (faults.length > 0) throw new Error(`The page reported: ${faults.join('; ')}`);
  },
});

function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  // the gallery has no API: its unanswered questions are no fault of the page
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404')) faults.push(message.text());
  });
  return faults;
}

export { expect } from '@playwright/test';
