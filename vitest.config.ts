import { defineConfig } from 'vitest/config'

// Long enough for the busiest machine: no test is about how fast it runs.
const shared = {
  globalSetup: ['test/image.ts'],
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 45_000 } },
  pool: 'forks' as const,
}

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
