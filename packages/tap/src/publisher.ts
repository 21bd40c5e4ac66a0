import { createStore, type StoreApi } from 'zustand/vanilla'
import { later, nextFrame } from './clock.js'
import type { TapState } from './types.js'

/**
 * A store that is written at most once a frame, and only while somebody has subscribed. Without subscribers the state
 * is made when it is asked for.
 */
export class Publisher {
  readonly store: StoreApi<TapState>
  readonly #write: StoreApi<TapState>['setState']
  readonly #make: () => TapState
  /** How long a state stays true by itself, in milliseconds. */
  readonly #lasts: () => number
  #isStale = false
  #subscribers = 0
  #cancelFrame: (() => void) | undefined
  #cancelTimer: (() => void) | undefined

  constructor(make: () => TapState, lasts: () => number) {
    this.#make = make
    this.#lasts = lasts
    const store = createStore<TapState>(make)
    this.#write = store.setState
    this.store = {
      ...store,
      getState: () => {
        if (this.#isStale && this.#subscribers === 0) this.#publish()
        return store.getState()
      },
      subscribe: (listener) => {
        this.#subscribers++
        if (this.#subscribers === 1) this.#schedule()
        const unsubscribe = store.subscribe(listener)
        let isSubscribed = true
        return () => {
          if (!isSubscribed) return
          isSubscribed = false
          unsubscribe()
          this.#subscribers--
          if (this.#subscribers === 0) this.stop()
        }
      },
    }
  }

  /** Something has changed. Cheap: it runs for every packet. */
  touch(): void {
    this.#isStale = true
    if (this.#subscribers > 0 && this.#cancelFrame === undefined) this.#schedule()
  }

  stop(): void {
    this.#cancelFrame?.()
    this.#cancelFrame = undefined
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #schedule(): void {
    this.#cancelFrame = nextFrame(() => {
      this.#cancelFrame = undefined
      this.#publish()
    })
  }

  #publish(): void {
    this.#isStale = false
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#write(this.#make(), true)
    const lasts = this.#lasts()
    if (this.#subscribers > 0 && lasts < Infinity) this.#cancelTimer = later(() => this.touch(), lasts)
  }
}
