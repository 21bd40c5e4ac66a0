import type { TapRegistry, TapState, TapView } from '@iorpc/tap'

/** A connection and its state at one moment. */
export interface Connection {
  tap: TapView
  state: TapState
}

/** What the whole panel shows at one moment. Immutable, apart from logs that grow behind their snapshots. */
export interface Frame {
  /** Milliseconds since 1970. */
  now: number
  connections: readonly Connection[]
}

export type TapSource = TapRegistry | readonly TapView[]

/** Ages go on while nothing happens. */
const tickEvery = 1000

/** Rendering stops in a hidden window; the panel may live in another one. */
const latestAfter = 200

export function readFrame(source: TapSource): Frame {
  const connections = listTaps(source).map((tap) => ({ tap, state: tap.store.getState() }))
  return { now: Date.now(), connections }
}

/**
 * Watches many taps and publishes what they say together, at most once a frame of `view`.
 *
 * @returns stops; nothing is subscribed after it
 */
export function watchTaps(source: TapSource, view: Window, publish: (frame: Frame) => void): () => void {
  const unsubscribers = new Map<TapView, () => void>()
  let frameRequest = 0
  let timer = 0

  const flush = () => {
    cancel()
    publish(readFrame(source))
  }
  const cancel = () => {
    view.cancelAnimationFrame(frameRequest)
    clearTimeout(timer)
    frameRequest = 0
  }
  const schedule = () => {
    if (frameRequest !== 0) return
    frameRequest = view.requestAnimationFrame(flush)
    timer = window.setTimeout(flush, latestAfter)
  }
  const followTaps = () => {
    const taps = new Set(listTaps(source))
    for (const [tap, unsubscribe] of unsubscribers) {
      if (taps.has(tap)) continue
      unsubscribe()
      unsubscribers.delete(tap)
    }
    for (const tap of taps) {
      if (!unsubscribers.has(tap)) unsubscribers.set(tap, tap.store.subscribe(schedule))
    }
    schedule()
  }

  const unfollow = 'subscribe' in source ? source.subscribe(followTaps) : undefined
  const ticker = window.setInterval(schedule, tickEvery)
  followTaps()
  return () => {
    cancel()
    clearInterval(ticker)
    unfollow?.()
    for (const unsubscribe of unsubscribers.values()) unsubscribe()
  }
}

function listTaps(source: TapSource): readonly TapView[] {
  return 'getState' in source ? source.getState() : source
}
