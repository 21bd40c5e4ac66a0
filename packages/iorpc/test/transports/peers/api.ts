import type { Remote, RemoteFunction } from 'iorpc'

/** What the far side of every transport test can do. */
export interface PeerApi {
  add(a: number, b: number): number
  echo(value: unknown): unknown
  fail(message: string): never
  /** Never answers. */
  hang(): Promise<never>
  callBack(fn: (n: number) => number | Promise<number>, n: number): Promise<number>
  adder(n: number): (m: number) => number
  /** Numbers that it has been told, in order. */
  note(n: number): void
  notes(): number[]
  byteLength(bytes: Uint8Array | ArrayBuffer): number
  /** Throws outside of any call. */
  throwLater(): void
  /** Ends its context, as far as it can do so itself. */
  die(): void
  /** Closes its pair, and so its transport. */
  leave(): void
}

export type PeerRemote = Remote<PeerApi>

/** @param die how this kind of context ends itself; @param leave closes the pair */
export function peerApi(die: () => void, leave: () => void) {
  const notes: number[] = []
  return {
    add: (a: number, b: number) => a + b,
    echo: (value: unknown) => value,
    fail(message: string): never {
      throw new Error(message)
    },
    hang: () => new Promise<never>(() => {}),
    callBack: async (fn: RemoteFunction<(n: number) => number>, n: number) => (await fn(n)) + 1,
    adder: (n: number) => (m: number) => n + m,
    note: (n: number) => void notes.push(n),
    notes: () => notes,
    byteLength: (bytes: Uint8Array | ArrayBuffer) => bytes.byteLength,
    throwLater: () =>
      void setTimeout(() => {
        throw new Error('thrown outside of any call')
      }),
    die,
    leave: () => void setTimeout(leave),
  }
}
