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
  timeout: 30_000,
  reporter: [['line']],
  use: { launchOptions: chromiumOptions, timezoneId: 'Europe/Berlin', locale: 'en-GB', viewport: { width: 1440, height: 900 } },
});
