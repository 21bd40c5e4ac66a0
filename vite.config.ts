import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { version } from 'react'
import type { ProvidedContext } from 'vitest'
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'
import { transportCommands } from './packages/iorpc/test/transports/commands.mjs'
import { reactCompiler } from './packages/react/test/support/reactCompiler.mjs'
import { chromiumFlags, findChromium } from './scripts/findChromium.mjs'

// Packages are imported by name and served from their sources: no build step in development.
const conditions = ['@iorpc/source']
const browserTests = [
  'packages/*/test/**/*.browser.test.{ts,tsx}',
  'devtools-panel/test/**/*.browser.test.{ts,tsx}',
  'docs/examples/**/*.browser.test.{ts,tsx}',
]
/** The hooks are tested with React 18 and with the React Compiler too; a file that needs one of them is named so. */
const reactTests = ['packages/react/test/*.browser.test.tsx']
const react19Tests = ['**/*.react19.browser.test.tsx']
const compilerTests = ['**/*.compiler.browser.test.tsx']
/** Volume and time, which do not depend on the version. */
const slowTests = ['**/{leaks,speed}.browser.test.tsx']
const panelTests = ['devtools-panel/test/shell.browser.test.tsx']
const packageTests = ['scripts/test/**/*.package.test.ts']
const endToEndTests = ['playground/test/**/*.e2e.test.ts']
/** They look at how smoothly the page runs, or at the room of the server, which another page would enter. */
const aloneTests = ['**/{isolation,responsiveness,socket}.e2e.test.ts']

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
  '@tanstack/react-devtools',
  'axe-core',
  'fast-check',
  'acorn',
  '@jridgewell/trace-mapping',
  'comlink',
]

const executablePath = await findChromium()

const inChromium = (provide: Pick<ProvidedContext, 'reactVersion' | 'randomRuns'>) => ({
  provide,
  // On a busy machine a condition may take longer than Vitest waits by default.
  expect: { poll: { timeout: 10_000 } },
  browser: {
    enabled: true,
    headless: true,
    commands: transportCommands,
    screenshotFailures: false,
    instances: [{ browser: 'chromium' as const }],
    provider: playwright({
      launchOptions: { ...(executablePath && { executablePath }), args: chromiumFlags },
    }),
  },
})

/** Other versions of React, and the compiler: all at once, for each has a Chromium of its own that often waits. */
const otherReact = { groupOrder: 1 }

const withReact18 = (version: '18.0.0' | '18.3.1'): TestProjectInlineConfiguration => {
  const [suffix] = version.split(/\.\d$/)
  return {
    extends: true,
    resolve: { alias: [{ find: /^(react|react-dom)(?=\/|$)/, replacement: `$1-${suffix}` }] },
    optimizeDeps: { include: browserDependencies },
    test: {
      name: `react-${suffix}`,
      include: [...reactTests, ...panelTests],
      exclude: [...react19Tests, ...compilerTests, ...slowTests],
      sequence: otherReact,
      ...inChromium({ reactVersion: version, randomRuns: 10 }),
    },
  }
}

/** Tests of the playground, after those of its parts. */
const endToEnd = (
  name: string,
  files: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name,
    environment: 'node',
    include: endToEndTests,
    globalSetup: 'playground/test/support/server.ts',
    testTimeout: 180_000,
    hookTimeout: 120_000,
    ...files,
  },
})

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] } },
  test: {
    // What a test waits for may take long on a busy machine; only what never comes is to fail it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // React 18 reports the errors, too, that a boundary catches.
    onConsoleLog: (log, _type, entity) =>
      !(
        entity?.project.name.startsWith('react-18') &&
        /^(The above error occurred|\[Error: Uncaught)/.test(log)
      ),
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
            'docs/examples/**/*.test.{ts,tsx}',
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
          exclude: compilerTests,
          ...inChromium({ reactVersion: version, randomRuns: 40 }),
        },
      },
      withReact18('18.0.0'),
      withReact18('18.3.1'),
      {
        extends: true,
        plugins: [reactCompiler()],
        optimizeDeps: { include: browserDependencies },
        test: {
          name: 'react-compiler',
          include: reactTests,
          exclude: slowTests,
          sequence: otherReact,
          ...inChromium({ reactVersion: version, randomRuns: 10 }),
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
      endToEnd('e2e', { exclude: aloneTests, maxWorkers: 2, sequence: { groupOrder: 2 } }),
      endToEnd('e2e-alone', { include: aloneTests, maxWorkers: 1, sequence: { groupOrder: 3 } }),
    ],
  },
})
