import { transformAsync } from '@babel/core'

/**
 * Runs the React Compiler on the hooks and their tests. What it cannot compile in the sources of the hooks fails.
 *
 * @returns {import('vite').Plugin}
 */
export function reactCompiler() {
  return {
    name: 'react-compiler',
    enforce: 'pre',
    transform: {
      filter: { id: /\/packages\/react\/(src|test)\/[^?]*\.tsx?$/ },
      async handler(code, id) {
        const panicThreshold = id.includes('/src/') ? 'all_errors' : 'none'
        const result = await transformAsync(code, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: ['typescript', ...(id.endsWith('x') ? ['jsx'] : [])] },
          plugins: [['babel-plugin-react-compiler', { target: '19', panicThreshold }]],
        })
        return result?.code ? { code: result.code, map: result.map } : undefined
      },
    },
  }
}
