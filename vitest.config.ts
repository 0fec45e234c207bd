import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'
import { findChromium } from './server/cli/chromium.mjs'

const lastLine: Reporter = {
  onTestRunEnd(modules, surprises) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const passed = tests.filter((test) => test.result().state === 'passed').length
    const failed = tests.filter((test) => test.result().state === 'failed').length
    const broken = modules.filter((module) => module.errors().length > 0).length + surprises.length
    console.log(`${String(passed)} passed, ${String(failed + broken)} failed`)
  },
}

// The quick ones first: a group starts when the one before it has ended.
export default defineConfig({
  test: {
    reporters: ['default', lastLine],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'shared/**/*.test.ts',
            'server/**/*.test.ts',
            'client/{data,features,ui,pages}/**/*.test.ts',
          ],
          maxWorkers: '100%',
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['client/tests/**/*.test.ts'],
          pool: 'forks',
          maxWorkers: '100%',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['client/e2e/**/*.test.ts'],
          globalSetup: 'client/e2e/setup.ts',
          pool: 'forks',
          env: { CHROMIUM: findChromium() ?? '' },
          maxWorkers: 2,
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})
