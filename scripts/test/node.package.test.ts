import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'

const run = promisify(execFile)
const project = inject('project')

/** Runs a program in the project, and returns what it prints. */
async function output(file: string, program: string): Promise<string> {
  const path = join(project, file)
  await writeFile(path, program)
  const { stdout } = await run(process.execPath, [path], { cwd: project })
  return stdout.trim()
}

/** Calls across a real channel, with a callback; needs `pair` in scope. */
const callAcross = `
  const { port1, port2 } = new MessageChannel()
  const over = (port) => ({ send: (packet) => port.postMessage(packet), on: (handler) => (port.onmessage = (event) => handler(event.data)) })
  pair({ ...over(port2), local: { double: async (n, onDone) => { await onDone(n * 2); onDone.unbind(); return 'done' } } })
  const { remote } = pair(over(port1))
  remote.double(21, (n) => console.log(n)).then((result) => { console.log(result); port1.close() })
`

describe('iorpc in Node', () => {
  test.each([
    { how: "import { pair } from 'iorpc'", file: 'named.mjs' },
    { how: "import iorpc from 'iorpc'; const { pair } = iorpc", file: 'default.mjs' },
    { how: "import { pair } from './node_modules/iorpc/index.esm.js'", file: 'standalone.mjs' },
    { how: "import { pair } from 'iorpc/index.esm.js'", file: 'standalone-subpath.mjs' },
    { how: "const { pair } = require('iorpc')", file: 'required.cjs' },
    { how: "const { pair } = require('iorpc').default", file: 'required-default.cjs' },
    { how: "const { pair } = require('iorpc/index.js')", file: 'required-standalone.cjs' },
    { how: "const { pair } = require('./node_modules/iorpc/index.js')", file: 'required-path.cjs' },
  ])('$how', async ({ how, file }) => {
    expect(await output(file, `${how}\n${callAcross}`)).toBe('42\ndone')
  })

  test('has the same exports in every form, and all of them in the default export', async () => {
    const shown = await output(
      'forms.mjs',
      `import * as esm from 'iorpc'
       import * as standalone from 'iorpc/index.esm.js'
       import { createRequire } from 'node:module'
       const require = createRequire(import.meta.url)
       const names = (it) => Object.keys(it).filter((name) => name !== 'default' && name !== '__esModule').sort().join()
       const forms = [esm, esm.default, standalone, standalone.default, require('iorpc'), require('iorpc').default, require('iorpc/index.js')]
       console.log(new Set(forms.map(names)).size, names(esm))`,
    )
    expect(shown).toMatch(/^1 IorpcError,RemoteError,binChannel,.*pair,.*withOptions$/)
  })

  test.each([
    { form: 'ESM', file: 'classes.mjs', load: 'const load = (name) => import(name)' },
    { form: 'CommonJS', file: 'classes.cjs', load: 'const load = async (name) => require(name)' },
  ])('has one class of errors for all entries, as $form', async ({ file, load }) => {
    const program = `${load}
      Promise.all([load('iorpc'), load('iorpc/testing'), load('iorpc/transports')]).then(async ([iorpc, testing, transports]) => {
        const { a, disconnect } = testing.linkedPairs()
        const call = a.remote.never()
        disconnect()
        console.log(await call.catch((error) => error instanceof iorpc.IorpcError), typeof transports.workerTransport)
      })`
    expect(await output(file, program)).toBe('true function')
  })
})

describe.each(Object.keys(inject('packages')))('%s', (name) => {
  test('has the same exports as ESM and as CommonJS', async () => {
    const program = `
      import { createRequire } from 'node:module'
      import { readFileSync } from 'node:fs'
      const require = createRequire(import.meta.url)
      const names = (it) => Object.keys(it).filter((name) => !['__esModule', 'default', 'module.exports'].includes(name)).sort()
      const { exports } = JSON.parse(readFileSync('node_modules/${name}/package.json', 'utf8'))
      for (const path of Object.keys(exports).filter((path) => !/\\.js(on)?$/.test(path))) {
        const id = '${name}' + path.slice(1)
        const [esm, cjs] = [names(await import(id)), names(require(id))]
        console.log(id, esm.length > 0 && esm.join() === cjs.join() ? 'agree' : { esm, cjs })
      }`
    const lines = (await output('agree.mjs', program)).split('\n')
    expect(lines.filter((line) => !line.endsWith(' agree'))).toEqual([])
  })
})
