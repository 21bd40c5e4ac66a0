import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { transportCommands } from './packages/iorpc/test/transports/commands.mjs'
import { chromiumFlags, findChromium } from './scripts/findChromium.mjs'

// Packages are imported by name and served from their sources: no build step in development.
const conditions = ['@iorpc/source']
const browserTests = [
  'packages/*/test/**/*.browser.test.{ts,tsx}',
  'devtools-panel/test/**/*.browser.test.{ts,tsx}',
]
const packageTests = ['scripts/test/**/*.package.test.ts']
const endToEndTests = ['playground/test/**/*.e2e.test.ts']

// Found by the first test that imports it, each would make Vite bundle again and reload the page under the tests.
const browserDependencies = [
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-dom/client',
  'react-dom/server',
  'zustand',
  'zustand/vanilla',
  'zustand/react/shallow',
  'vitest-browser-react',
  '@testing-library/react',
  'axe-core',
  'fast-check',
]

const executablePath = await findChromium()

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'packages/*/test/**/*.test.{ts,tsx}',
            'devtools-panel/test/**/*.test.{ts,tsx}',
            'scripts/test/**/*.test.ts',
          ],
          exclude: [...browserTests, ...packageTests],
        },
      },
      {
        extends: true,
        optimizeDeps: { include: browserDependencies },
        test: {
          name: 'browser',
          include: browserTests,
          browser: {
            enabled: true,
            headless: true,
            commands: transportCommands,
            screenshotFailures: false,
            instances: [{ browser: 'chromium' }],
            provider: playwright({
              launchOptions: { ...(executablePath && { executablePath }), args: chromiumFlags },
            }),
          },
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          environment: 'node',
          include: packageTests,
          globalSetup: 'scripts/test/support/pack.ts',
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: endToEndTests,
          globalSetup: 'playground/test/support/server.ts',
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // One page at a time, and after the other projects: they look at how smoothly it runs.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
