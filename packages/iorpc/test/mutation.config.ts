import { defineConfig } from 'vitest/config'

// For `npm run mutation`: the tests of the core, without browsers and bundles.
export default defineConfig({
  resolve: { conditions: ['@iorpc/source', 'module', 'node', 'development|production'] },
  ssr: { resolve: { conditions: ['@iorpc/source', 'module', 'node', 'development|production'] } },
  test: {
    environment: 'node',
    include: ['packages/iorpc/test/{pair,protocol,model}/**/*.test.ts'],
    exclude: ['**/uncaught.test.ts'],
    env: { PROGRAMS: '100' },
  },
})
