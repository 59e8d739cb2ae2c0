import { defineConfig } from 'vitest/config'

/**
 * Rooms whose code keeps nothing between calls but what a caller holds, and whose tests replace no module: their files
 * share a process and what it has loaded, which is half of their cost. Every other file has a process of its own: the
 * pages' too, which would find the last page's document.
 */
const sharing = [
  'test/domain/**/*.test.ts',
  'test/protocol/**/*.test.ts',
  'test/device/**/*.test.ts',
  'test/server/**/*.test.ts',
]

/**
 * Files of those rooms that need a process of their own, one after the other when all else is done: one replaces a
 * module and compares how long answers take, one reads what a server printed.
 */
const alone = ['test/server/accounts/told-apart.test.ts', 'test/server/http/log.test.ts']

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 20_000,
    // One more than the cores that CI has: many files wait for a server of their own about as long as they work.
    maxWorkers: 3,
    projects: [
      { extends: true, test: { name: 'sharing', include: sharing, exclude: alone, isolate: false } },
      { extends: true, test: { name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } } },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**', 'test/bench/**', ...sharing],
        },
      },
    ],
  },
})
