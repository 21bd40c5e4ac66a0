import { type Api, type Callback } from './contestant.js'

interface Host {
  /** Gives up a callback of the other side. */
  release?(callback: Callback): void
  /** Keeps a callback of the other side beyond the call that brought it. */
  keep?(callback: Callback): Callback
  /** Marks a buffer to be moved. */
  transfer?(buffer: ArrayBuffer): unknown
}

const same = <T>(value: T) => value
const nothing = () => {}

/** What runs in the worker. Contestants differ in how they release, keep and move, and in nothing else. */
export const createApi = ({ release = nothing, keep = same, transfer = same }: Host = {}): Api => {
  const held: Callback[] = []
  return {
    add: (a, b) => a + b,
    echo: same,
    byteLength: (bytes) => bytes.byteLength,
    bounce: transfer,
    async callEach(times, callback) {
      for (let i = 0; i < times; i++) await callback(i)
      release(callback)
    },
    async callAll(times, callback) {
      await Promise.all(Array.from({ length: times }, (_, i) => callback(i)))
      release(callback)
    },
    async callOnce(callback) {
      await callback(1)
      release(callback)
    },
    async borrow(callback) {
      await callback(1)
    },
    hold(callback) {
      held.push(keep(callback))
    },
  }
}
