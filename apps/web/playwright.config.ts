import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './test/chromium.ts';

/** Tests that need a browser: they run against the built gallery, which needs no server. */
export default defineConfig({
  testDir: './test',
  globalSetup: './test/build-gallery.ts',
  outputDir: './test-results',
  fullyParallel: true,
  // two cores are shared with everything else that runs
  workers: 2,
  // axe needs 5 s for the page of charts on an idle machine, and ten times that on a busy one
  timeout: 90_000,
  reporter: [['line']],
  use: { launchOptions: chromiumOptions, timezoneId: 'Europe/Berlin', locale: 'en-GB', viewport: { width: 1440, height: 900 } },
});
