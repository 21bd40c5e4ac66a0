import type { BinTransport, Tap as IorpcTap } from 'iorpc'
import type { StoreApi } from 'zustand/vanilla'
import type { TapState } from './state.js'

/** Damage to do on purpose, per connection. */
export interface Faults {
  /** Milliseconds that each packet is late; the order stays. */
  delay?: number
  /** Share of packets that is lost, 0 to 1. */
  drop?: number
  /** Share of packets that arrives twice, 0 to 1. */
  duplicate?: number
  /** Share of calls of this side that is answered with an error, 0 to 1. */
  reject?: number
}

/** What the panel needs of a connection: a tap of this context, or the mirror of another context's. */
export interface TapView {
  /** Unique among all taps of all contexts. */
  readonly id: string
  readonly name: string
  /** Where it runs: `window`, `iframe`, `worker`, `node` or `file`, an imported session. */
  readonly context: TapContext
  /** It runs in another context, or is an imported session. */
  readonly mirrored: boolean
  /** Published at most once a frame, and only while somebody has subscribed. */
  readonly store: StoreApi<TapState>
  /** Stops recording; counts and the ledger go on. */
  pause(): void
  resume(): void
  /** Forgets what was recorded, but nothing that is alive. */
  clear(): void
  /** Arguments of a recorded packet, with `keepPayloads`. Never those of another context. */
  payload(seq: number): readonly unknown[] | undefined
  /** What can be done to the connection; absent where it cannot be reached. */
  readonly controls?: TapControls
}

/** Where a tap records; `file`: an imported session. */
export type TapContext = 'window' | 'iframe' | 'worker' | 'node' | 'file'

/** What a panel may do to a connection beyond looking. */
export interface TapControls {
  /** Gives up a binding: releases an `own` one here, tells the other side about a `held` one. Returns whether it was alive. */
  unbind(key: string): boolean
  /** Calls a function of the other side by hand, past the pair. `args` carry no functions. */
  call(name: string, args: readonly unknown[]): Promise<unknown>
  /** `undefined` ends all faults. */
  setFaults(faults: Faults | undefined): void
  /** The faults in force. */
  faults(): Faults | undefined
  /** Closes the transport, where it can be closed. */
  close(): void
}

/** Records one named connection. */
export interface Tap extends IorpcTap, TapView {
  /** Wraps what `binChannel` wraps, to see raw chunks. */
  wrapBin<T extends BinTransport>(transport: T): T
  /** Shows calls as a track of Chrome's Performance panel, or no longer. */
  traceCalls(on: boolean): void
  /** Takes it from the list of taps and stops recording. Wrapped transports go on working. */
  dispose(): void
}

/** Published when the list changes. */
export type TapRegistry = StoreApi<readonly TapView[]>
