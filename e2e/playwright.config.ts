import { defineConfig } from '@playwright/test';

/** Tests in a browser against the whole running house, on data of its own. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './start-house.ts',
  outputDir: './test-results',
  // the specs of one house follow each other: the later ones look at what the first made
  workers: 1,
  // each takes seconds on an idle machine, and many times that beside other work
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [['line']],
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] },
    // a press that finds nothing to press says where, long before its test is over
    actionTimeout: 30_000,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
  },
});
