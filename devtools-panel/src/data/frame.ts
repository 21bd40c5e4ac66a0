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

/** Nobody reads faster, and each frame that is laid out is time that the app does not have. */
const shownFor = 100

export function readFrame(source: TapSource): Frame {
  const connections = listTaps(source).map((tap) => ({ tap, state: tap.store.getState() }))
  return { now: Date.now(), connections }
}

/**
 * Watches many taps and publishes what they say together: in the next frame of `view`, then ten times a second.
 *
 * @returns stops; nothing is subscribed after it
 */
export function watchTaps(source: TapSource, view: Window, publish: (frame: Frame) => void): () => void {
  const unsubscribers = new Map<TapView, () => void>()
  let isScheduled = false
  let shownUntil = 0
  let frameRequest = 0
  let timer = 0

  const flush = () => {
    cancel()
    isScheduled = false
    shownUntil = performance.now() + shownFor
    publish(readFrame(source))
  }
  const cancel = () => {
    view.cancelAnimationFrame(frameRequest)
    clearTimeout(timer)
  }
  const requestFrame = () => {
    frameRequest = view.requestAnimationFrame(flush)
    timer = window.setTimeout(flush, latestAfter)
  }
  const schedule = () => {
    if (isScheduled) return
    isScheduled = true
    const rest = shownUntil - performance.now()
    if (rest > 0) timer = window.setTimeout(requestFrame, rest)
    else requestFrame()
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
