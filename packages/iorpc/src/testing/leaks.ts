import type { Pair } from '../types.js'
import type { Ledger } from './ledger.js'

/** How long in milliseconds `expectNoLeaks` waits for what is on its way. */
const patience = 1000
// As they were when this was loaded: tests may fake them, and then they stand still.
const { setTimeout, clearTimeout, Date } = globalThis

type AnyPair = Pick<Pair, 'pending' | 'bindings'>

/** What is known of a pair whose channel is known too. */
interface Known {
  name: string
  ledger: Ledger
  /** Resolves when no packet is on its way. */
  settled(): Promise<void>
}

const knownPairs = new WeakMap<AnyPair, Known>()

/** Lets `expectNoLeaks` wait for what is on its way, and name what it finds. */
export const knowPair = (pair: AnyPair, known: Known) => knownPairs.set(pair, known)

/**
 * Waits until no call waits and no function is bound on any of the pairs, for a second at most.
 *
 * With pairs of `linkedPairs` it first waits for the packets on their way, which may bind, and names what is left; with
 * others it counts. Give both sides: a side knows its own functions only.
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
  for (;;) {
    await settledUntil(end, pairs)
    if (pairs.every((pair) => pair.pending() === 0)) return
    if (Date.now() > end) throw new Error(describeLeaks(pairs))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function settledUntil(end: number, pairs: AnyPair[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise((resolve) => (timer = setTimeout(resolve, end - Date.now())))
  await Promise.race([timeout, Promise.all(pairs.map((pair) => knownPairs.get(pair)?.settled()))])
  clearTimeout(timer)
}

function describeLeaks(pairs: AnyPair[]): string {
  const lines = pairs.flatMap((pair, index) => {
    if (pair.pending() === 0) return []
    const { calls, callbacks } = pair.bindings()
    const known = knownPairs.get(pair)
    const head = `${known?.name ?? `pair ${index + 1}`}: ${calls} waiting calls, ${callbacks} bound functions`
    return [head, ...(known?.ledger.live().map((line) => `  ${line}`) ?? [])]
  })
  return ['iorpc: bindings have leaked', ...lines].join('\n')
}
