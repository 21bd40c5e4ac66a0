import { pair } from '../pair.js'
import type { UntypedApi } from '../remoteTypes.js'
import type { Pair, PairConfig, PairOptions } from '../types.js'
import type { Faults } from './faults.js'
import { knowPair } from './leaks.js'
import { createLedger } from './ledger.js'
import { createLink, type Link } from './link.js'

/** What the two pairs serve, and what goes wrong between them. */
export interface LinkedPairsConfig<ApiA = UntypedApi, ApiB = UntypedApi> {
  /** What `b.remote` calls. */
  localA?: PairConfig<ApiB, ApiA>['local']
  /** What `a.remote` calls. */
  localB?: PairConfig<ApiA, ApiB>['local']
  /** Options of both pairs. */
  options?: PairOptions
  /** What goes wrong on the way. Default nothing. */
  faults?: Faults
}

/** Two pairs that are each the other's other side. */
export interface LinkedPairs<ApiA = UntypedApi, ApiB = UntypedApi> extends Pick<
  Link,
  'settled' | 'disconnect'
> {
  readonly a: Pair<ApiB, ApiA>
  readonly b: Pair<ApiA, ApiB>
}

/**
 * Two pairs in one context, each the other's other side: what a page and its worker say to each other, without a
 * worker. See `createLink` for how packets travel.
 *
 * @param config what each side serves, `options` of both pairs, and `faults`; default nothing
 *
 * @example
 * const { a, b } = linkedPairs<PageApi, WorkerApi>({
 *   localA: { log: (line) => lines.push(line) },
 *   localB: { add: (x, y) => x + y },
 * })
 * await a.remote.add(1, 2)
 * await expectNoLeaks(a, b)
 *
 * @example
 * // The third packet of `a` is lost.
 * linkedPairs({ faults: (packet, { from, index }) => from === 'a' && index === 2 && 'drop' })
 */
export function linkedPairs<ApiA extends object = UntypedApi, ApiB extends object = UntypedApi>(
  config: LinkedPairsConfig<ApiA, ApiB> = {},
): LinkedPairs<ApiA, ApiB> {
  const { localA, localB, options = {}, faults } = config
  const { a: endA, b: endB, settled, disconnect } = createLink(faults)
  const ledgerA = createLedger()
  const ledgerB = createLedger()
  const a = pair<ApiB, ApiA>({
    ...endA,
    ...(localA && { local: localA }),
    options,
    observer: ledgerA.observer,
  })
  const b = pair<ApiA, ApiB>({
    ...endB,
    ...(localB && { local: localB }),
    options,
    observer: ledgerB.observer,
  })
  knowPair(a, { name: 'a', ledger: ledgerA, settled })
  knowPair(b, { name: 'b', ledger: ledgerB, settled })
  return { a, b, settled, disconnect }
}
