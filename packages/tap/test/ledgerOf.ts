import { createTap, type List, type TapOptions } from '@iorpc/tap'
import type { PairObserver, ReleaseReason } from 'iorpc'
import { vi } from 'vitest'
import { scripted } from './wire.js'

export type Fn = (...args: never[]) => unknown

/** A tap whose pair is the test: it tells what is bound and released. */
export function ledger(options: Partial<TapOptions> = {}) {
  const tap = createTap({ name: 'ledger', ...options })
  const { transport, end } = scripted()
  const wrapped = tap.wrap(transport)
  wrapped.onClose?.(() => {})
  const observer: PairObserver = wrapped.observer
  let id = 0
  const bind = (fn: Fn = () => {}, path = '0', side: 'own' | 'held' = 'own') => {
    id++
    observer.bound?.({ side, id, fn, method: 'subscribe', callId: 1, path })
    return id
  }
  const release = (released: number, reason: ReleaseReason = 'released', side: 'own' | 'held' = 'own') =>
    observer.released?.({ side, id: released, reason })
  const state = () => tap.store.getState()
  return { tap, bind, release, end, state, observer }
}

export const all = <T>(list: List<T>) =>
  Array.from({ length: list.length }, (_, index) => list.at(index) as T)
export const advance = (milliseconds: number) => vi.advanceTimersByTime(milliseconds)
