import { afterEach, expect, it, vi } from 'vitest'

const log = vi.spyOn(console, 'log').mockImplementation(() => {})
afterEach(() => void log.mockClear())

/** As the console of Node shows it. */
function show(value: unknown): string {
  if (!Array.isArray(value)) return String(value)
  return `[ ${value.map((item) => (typeof item === 'string' ? `'${item}'` : String(item))).join(', ')} ]`
}

it.each([
  ['first', () => import('./examples/first.js'), import('./examples/first.ts?raw')],
  ['state', () => import('./examples/state.js'), import('./examples/state.ts?raw')],
  ['redact', () => import('./examples/redact.js'), import('./examples/redact.ts?raw')],
  ['owner', () => import('./examples/owner.js'), import('./examples/owner.ts?raw')],
  ['bytes', () => import('./examples/bytes.js'), import('./examples/bytes.ts?raw')],
  ['share', () => import('./examples/share.js'), import('./examples/share.ts?raw')],
  ['session', () => import('./examples/session.js'), import('./examples/session.ts?raw')],
  ['production', () => import('./examples/production.js'), import('./examples/production.ts?raw')],
  ['asked', () => import('./examples/asked.js'), import('./examples/asked.ts?raw')],
])('the example "%s" of the README prints what it says', async (_name, run, source) => {
  await run()
  const printed = log.mock.calls.map((values) => values.map(show).join(' '))
  for (const [, told = ''] of (await source).default.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)) {
    // What stands after a colon is explained, not printed.
    expect(printed).toContain(told.replace(/: .*/, ''))
  }
})
