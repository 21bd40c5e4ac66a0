import { binChannel, pair, type BinTransport } from 'iorpc'

export type { AddApi as WorkerApi } from '../addWorker.js'

export const startWorker = () => new Worker(new URL('../addWorker.ts', import.meta.url), { type: 'module' })

/** What `files` of the examples saves to. */
export interface FileApi {
  save(bytes: Uint8Array): boolean
}

/** A channel of bytes to a pair that saves. */
export function openBytes(): BinTransport {
  const handlers: ((message: Uint8Array) => void)[] = []
  const side = (here: number): BinTransport => ({
    sendBin: (message) => queueMicrotask(() => handlers[1 - here]?.(message)),
    onBin: (handler) => (handlers[here] = handler),
  })
  pair({ ...binChannel(side(1)), local: { save: () => true } })
  return side(0)
}
