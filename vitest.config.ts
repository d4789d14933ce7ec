import { defineConfig } from 'vitest/config'

const shared = { globalSetup: ['test/image.ts'], testTimeout: 60_000, hookTimeout: 60_000, pool: 'forks' as const }

export default defineConfig({
  test: {
    // An embedded database takes up to 700 MB.
    maxWorkers: 2,
    projects: [
      { test: { ...shared, name: 'house', include: ['test/**/*.test.ts'], exclude: ['test/browser/**'] } },
      { test: { ...shared, name: 'browser', include: ['test/browser/**/*.test.ts'] } },
    ],
  },
})
