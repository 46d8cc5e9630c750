// Takes pictures of the built gallery: node apps/web/test/pictures.ts <folder> [story ...] [--dark] [--sizes=phone,tablet,wall]
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumOptions } from './chromium.ts';
import { serveGallery } from './serve.ts';

const sizes: Readonly<Record<string, { width: number; height: number; device: string }>> = {
  phone: { width: 390, height: 844, device: 'phone' },
  tablet: { width: 1280, height: 800, device: 'tablet' },
  desk: { width: 1440, height: 900, device: 'desk' },
  wall: { width: 1920, height: 1080, device: 'desk' },
};

const [folder = 'test-results/pictures', ...rest] = process.argv.slice(2);
const named = rest.filter((word) => !word.startsWith('--'));
const stories = named.length > 0 ? named : ['record', 'board', 'terminal', 'list', 'charts', 'parts', 'switch', 'offline', 'sign-in'];
const scheme = rest.includes('--dark') ? 'dark' : 'light';
const chosen = rest
  .find((word) => word.startsWith('--sizes='))
  ?.slice(8)
  .split(',') ?? ['phone', 'tablet', 'wall'];
const whole = rest.includes('--whole');

await mkdir(folder, { recursive: true });
const { url, server } = await serveGallery();
const browser = await chromium.launch(chromiumOptions);
for (const size of chosen) {
  const { width, height, device } = sizes[size]!;
  const page = await browser.newPage({ viewport: { width, height: whole ? 3200 : height }, timezoneId: 'Europe/Berlin' });
  page.on('pageerror', (error) => console.error(size, error.message));
  await page.addInitScript(
    ([choice, profile]) => {
      localStorage.setItem('millrace.scheme', choice!);
      localStorage.setItem('millrace.device', profile!);
    },
    [scheme, device],
  );
  for (const story of stories) {
    await page.goto(`${url}/gallery/${story}`);
    await page.waitForLoadState('networkidle');
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(folder, `${story}-${size}-${scheme}.png`) });
  }
  await page.close();
}
await browser.close();
server.close();
