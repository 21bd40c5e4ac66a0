import type { SharesTap } from '../ui/SharedTap.js'

export interface Basket {
  apples: number
  pears: number
}

/** How the worker's side stands. */
export interface WorkerStatus {
  /** When it was started, in milliseconds since 1970. */
  started: number
  /** Its functions that the page may call. */
  callbacks: number
}

/** What the worker offers. A function that is returned unsubscribes. */
export interface StoreApi extends SharesTap {
  /** Calls `onBasket` at once and after every change. */
  watchBasket(onBasket: (basket: Basket) => void): () => void
  /** Calls `onStatus` at once and after every change. */
  watchStatus(onStatus: (status: WorkerStatus) => void): () => void
  add(fruit: keyof Basket): void
  empty(): void
}
