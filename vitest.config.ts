import { defineConfig } from 'vitest/config'

/**
 * Rooms whose code keeps nothing between calls but what a caller holds, and whose tests replace no module: their files
 * share a process and what it has loaded, which is half of their cost. Every other file has a process of its own.
 */
const sharing = ['test/domain/**/*.test.ts', 'test/protocol/**/*.test.ts', 'test/device/**/*.test.ts']

export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: 20_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'sharing', include: sharing, isolate: false } },
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
