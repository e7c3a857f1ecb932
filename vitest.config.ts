import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Most files wait for emulators and processes; on two cores vitest's own choice is one worker.
    maxWorkers: 3,
    // Files share a worker (`isolate: false`), because loading packages was a third of the time; see fresh-modules.ts.
    projects: [
      {
        extends: true,
        test: { name: 'core', include: ['tests/core/**/*.test.ts'], isolate: false, testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/core/**', 'tests/contracts/**', 'tests/e2e/**', 'tests/prove/**'],
          isolate: false,
          globalSetup: 'tests/support/find-chromium.ts',
          setupFiles: 'tests/support/fresh-modules.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['tests/contracts/**/*.test.ts'],
          isolate: false,
          globalSetup: 'tests/support/start-dynamodb-engines.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          // Bundles are run by Node itself, as Lambda runs them.
          server: { deps: { external: [/\/cdk\.out\//] } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      // The long proofs, by `npm run prove` alone.
      ...(process.env.PROVE === undefined
        ? []
        : [
            {
              extends: true as const,
              test: {
                name: 'prove',
                include: ['tests/prove/**/*.test.ts', 'tests/browser/**/*.test.ts'],
                globalSetup: 'tests/support/find-chromium.ts',
                testTimeout: 300_000,
              },
            },
          ]),
    ],
  },
})
