import { defineConfig } from '@playwright/test'
import { findChromium, quietFlags } from './test/chromium.ts'

const executablePath = findChromium('engine')

export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/seeded-folder.ts',
  outputDir: 'test-results/browser',
  timeout: 90_000,
  // What is waited for is an event, not a time: a busy machine is no fault of the app.
  expect: { timeout: 15_000 },
  // One more than the cores that CI has: pages wait for each other and for clocks about as long as they work.
  workers: 3,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json']],
  use: {
    headless: true,
    launchOptions: { ...(executablePath ? { executablePath } : {}), args: [...quietFlags] },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    screenshot: 'only-on-failure',
    viewport: { width: 1366, height: 768 },
  },
})
