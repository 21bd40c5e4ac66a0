// Builds the packages, or some of them: `node scripts/build.mjs iorpc @iorpc/react`.
// With `--if-changed`, a package is left alone when nothing that its build reads has changed since the last one.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, parse } from 'node:path'
import { build } from 'tsdown'
import { sourceHash } from './sourceHash.mjs'

const root = join(import.meta.dirname, '..')

/** In the order of their dependencies. */
const folders = ['packages/iorpc', 'packages/react', 'packages/tap', 'devtools-panel']

/** @type {import('tsdown').InlineConfig} */
const common = {
  config: false,
  // What every browser and Node that the packages are made for understands.
  target: 'es2022',
  sourcemap: true,
  // The bundler's helpers have a file of their own, or an entry would export them to the others.
  outputOptions: {
    exports: 'named',
    codeSplitting: { groups: [{ name: 'runtime', test: /rolldown.runtime/ }] },
  },
  checks: { pluginTimings: false },
  logLevel: 'warn',
}

/** @typedef {string | { [condition: string]: Target }} Target what an export leads to */
/** @typedef {{ name: string, type?: string, exports: Target }} Manifest */

/**
 * The entries of a package: wherever `exports` has the condition `@iorpc/source`, the name of the built file and its
 * source.
 *
 * @param {Target} target
 * @returns {[name: string, source: string][]}
 */
function entries(target) {
  if (typeof target === 'string') return []
  const { '@iorpc/source': source, import: esm, default: file = esm } = target
  const built = typeof file === 'object' ? file.default : file
  /** @type {[string, string][]} */
  const own = typeof source === 'string' && typeof built === 'string' ? [[parse(built).name, source]] : []
  return [...own, ...Object.values(target).flatMap(entries)]
}

/**
 * ESM, CommonJS and types in `dist`. Entries share chunks: a class such as `IorpcError` exists once.
 *
 * @param {string} cwd
 * @param {Manifest} manifest
 */
const buildModules = (cwd, manifest) =>
  build({
    ...common,
    cwd,
    entry: Object.fromEntries(entries(manifest.exports)),
    format: ['esm', 'cjs'],
    // Without `"type": "module"` the files are `.mjs` and `.cjs`, with it `.js` and `.cjs`.
    fixedExtension: manifest.type !== 'module',
    platform: 'neutral',
    dts: { tsconfig: join(root, 'tsconfig.json') },
  })

/**
 * One file for CDNs and script tags, at the root of the package.
 *
 * @param {string} cwd
 * @param {'esm' | 'umd'} format
 * @param {string} fileName
 */
const buildStandalone = (cwd, format, fileName) =>
  build({
    ...common,
    cwd,
    entry: 'src/index.ts',
    format,
    globalName: 'iorpc',
    outDir: '.',
    clean: false,
    outputOptions: { ...common.outputOptions, entryFileNames: fileName },
    platform: 'browser',
    minify: true,
    dts: false,
  })

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const onlyChanged = process.argv.includes('--if-changed')

/** @param {string} folder */
async function buildPackage(folder) {
  const cwd = join(root, folder)
  /** @type {Manifest} */
  const manifest = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8'))
  if (wanted.length > 0 && !wanted.includes(manifest.name)) return

  // Taken before the build: what changes meanwhile is built again.
  const hash = sourceHash(folder)
  const record = join(root, 'node_modules/.cache/iorpc-builds', manifest.name)
  const isBuilt = existsSync(join(cwd, 'dist')) && existsSync(record) && readFileSync(record, 'utf8') === hash
  if (onlyChanged && isBuilt) return

  const start = performance.now()
  await buildModules(cwd, manifest)
  if (manifest.name === 'iorpc') {
    await buildStandalone(cwd, 'esm', 'index.esm.js')
    await buildStandalone(cwd, 'umd', 'index.js')
  }
  mkdirSync(dirname(record), { recursive: true })
  writeFileSync(record, hash)
  console.log(`${manifest.name} built in ${((performance.now() - start) / 1000).toFixed(1)} s`)
}

try {
  for (const folder of folders) await buildPackage(folder)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
