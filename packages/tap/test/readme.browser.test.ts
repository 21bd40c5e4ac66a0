import * as tap from '@iorpc/tap'
import * as iorpc from 'iorpc'
import * as transports from 'iorpc/transports'
import { expect, it, vi } from 'vitest'
import readme from '../README.md?raw'

const modules: Record<string, Record<string, unknown>> = {
  '@iorpc/tap': tap,
  iorpc,
  'iorpc/transports': transports,
}

const snippets = [...readme.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code)

/** A channel of bytes to a pair that saves. */
function byteTransport(): iorpc.BinTransport {
  const handlers: ((message: Uint8Array) => void)[] = []
  const side = (here: number): iorpc.BinTransport => ({
    sendBin: (message) => queueMicrotask(() => handlers[1 - here]?.(message)),
    onBin: (handler) => (handlers[here] = handler),
  })
  iorpc.pair({ ...iorpc.binChannel(side(1)), local: { save: () => true } })
  return side(0)
}

/** Imports become lookups; the rest runs as it stands. */
function run(code: string, scope: Record<string, unknown>): Promise<unknown> {
  const body = code
    .replace(
      /^import (\{.*?\}) from '(.*?)'$/gm,
      (_, names: string, from: string) => `const ${names} = modules['${from}']`,
    )
    .replaceAll('import.meta.env.DEV', 'true')
  const names = ['modules', ...Object.keys(scope)]
  const make = new Function(...names, `return (async () => {${body}\n})()`) as (
    ...values: unknown[]
  ) => Promise<unknown>
  return make(modules, ...Object.values(scope))
}

it('has snippets', () => {
  expect(snippets.length).toBeGreaterThanOrEqual(8)
})

it.each(
  snippets.map((code, index) => ({
    code,
    name: `snippet ${index + 1}: ${code.split('\n').find((line) => line && !line.startsWith('import'))}`,
  })),
)('$name', async ({ code }) => {
  const worker = new Worker(new URL('./addWorker.ts', import.meta.url), { type: 'module' })
  const log = vi.fn<(...values: unknown[]) => void>()
  try {
    await run(code, { worker, byteTransport: byteTransport(), console: { log } })
  } finally {
    worker.terminate()
  }
  const printed = log.mock.calls.map((values) => values.map(show).join(' '))
  for (const [, told = ''] of code.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)) {
    // What stands after a colon is explained, not printed.
    expect(printed).toContain(told.replace(/: .*/, ''))
  }
})

/** As the console of Node shows it. */
function show(value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  return `[ ${value.map((item) => (typeof item === 'string' ? `'${item}'` : String(item))).join(', ')} ]`
}
