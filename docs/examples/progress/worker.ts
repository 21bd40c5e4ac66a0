import { pair, type CallContext, type RemoteFunction } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

const local = {
  async countWords(this: CallContext, text: string, onProgress: RemoteFunction<(done: number) => void>) {
    const words = text.split(/\s+/)
    const counts: Record<string, number> = {}
    for (const [index, word] of words.entries()) {
      counts[word] = (counts[word] ?? 0) + 1
      if (index % 1000 === 0) await onProgress(index / words.length)
      if (this.signal.aborted) break
    }
    return counts
  },
}
export type WorkerApi = typeof local

pair({ ...workerTransport(self), local })
