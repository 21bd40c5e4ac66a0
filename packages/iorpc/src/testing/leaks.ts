import type { Pair } from '../types.js'
import type { Ledger } from './ledger.js'

/** How long in milliseconds `expectNoLeaks` waits for what is on its way. */
const patience = 1000
// As they were when this was loaded: tests may fake them, and then they stand still.
const { setTimeout, Date } = globalThis

type AnyPair = Pick<Pair, 'pending' | 'bindings'>

const ledgers = new WeakMap<AnyPair, { name: string; ledger: Ledger }>()

/** Lets `expectNoLeaks` name what it finds. */
export const nameLeaksOf = (pair: AnyPair, name: string, ledger: Ledger) =>
  ledgers.set(pair, { name, ledger })

/**
 * Waits until no call waits and no function is bound on any of the pairs, for a second at most.
 *
 * Pairs of `linkedPairs` name what is left, others count it. Give both sides: a side knows its own functions only.
 *
 * @param pairs both sides of a connection, or of several
 * @throws Error when something is still live; its message has a line for each call and function
 *
 * @example
 * const { a, b } = linkedPairs({ localB: { watch: (onChange: RemoteFunction<() => void>) => onChange.unbind() } })
 * await a.remote.watch(() => undefined)
 * await expectNoLeaks(a, b)
 */
export async function expectNoLeaks(...pairs: AnyPair[]): Promise<void> {
  const end = Date.now() + patience
  while (pairs.some((pair) => pair.pending() > 0)) {
    if (Date.now() > end) throw new Error(describeLeaks(pairs))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function describeLeaks(pairs: AnyPair[]): string {
  const lines = pairs.flatMap((pair, index) => {
    if (pair.pending() === 0) return []
    const { calls, callbacks } = pair.bindings()
    const known = ledgers.get(pair)
    const head = `${known?.name ?? `pair ${index + 1}`}: ${calls} waiting calls, ${callbacks} bound functions`
    return [head, ...(known?.ledger.live().map((line) => `  ${line}`) ?? [])]
  })
  return ['iorpc: bindings have leaked', ...lines].join('\n')
}
