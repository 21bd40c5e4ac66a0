import { bytesOf, join, platformView } from './bytes.js'
import { costOf, headerOf, HEADER_SIZE, readMessageId, readTotal, SKELETON, VALUE } from './header.js'
import type { BinChannelOptions } from './options.js'
import type { ReportProgress } from './progress.js'
import { readSkeleton } from './skeleton.js'

/** A value that came in several chunks, without `assembleBins`. */
export interface BinChunks {
  /** The bytes in order, as views of the messages that carried them. */
  __binChunks: Uint8Array[]
  /** Bytes of all chunks together. */
  length: number
}

/** Takes the messages of one packet and returns the packet. Throws at a message that does not fit. */
type Assembly = Generator<undefined, unknown, Uint8Array>

interface Unfinished {
  assembly: Assembly
  cost: number
  timer?: ReturnType<typeof setTimeout>
  /** The packet, as far as it has come. */
  packet?: unknown
}

/**
 * Puts packets together. The messages of a packet must come complete and in order: the skeleton, then value after
 * value, chunk after chunk. At the first that does not fit, the packet is given up; other packets go on.
 *
 * @param deliver must not throw
 * @param report told once of each packet that is given up; must not throw
 */
export function createReceiver(
  {
    assembleBins,
    pendingTTL = 30_000,
    maxPendingPackets = 10_000,
    maxPendingBytes = 2 ** 30,
  }: BinChannelOptions,
  deliver: (packet: unknown) => void,
  report: (error: unknown) => void,
  progress: ReportProgress,
): { receive: (message: unknown) => void; reset: () => void } {
  /** The packet that has had no message for longest comes first. */
  const unfinished = new Map<number, Unfinished>()
  let pendingBytes = 0
  // Packets that were delivered or given up: what still comes of them is ignored. Two generations bound their number.
  let closed = new Set<number>()
  let closedBefore = closed

  function receive(message: unknown): void {
    let id: number | undefined
    try {
      const bytes = bytesOf(message)
      if (!bytes) throw new Error('a message is not binary')
      id = readMessageId(bytes)
      if (!closed.has(id) && !closedBefore.has(id)) accept(id, bytes)
    } catch (error) {
      giveUp(id, error)
    }
  }

  function accept(id: number, message: Uint8Array): void {
    const entry = take(id) ?? begin(id)
    entry.cost += costOf(message[0], message.length - HEADER_SIZE)
    pendingBytes += entry.cost
    unfinished.set(id, entry)
    if (entry.cost > maxPendingBytes) throw new Error('a packet is too large')

    const { done, value } = entry.assembly.next(message)
    if (done) {
      // Unless a listener of its progress has reset the channel.
      if (close(id)) deliver(value)
      return
    }
    for (const oldest of unfinished.keys()) {
      if (unfinished.size <= maxPendingPackets && pendingBytes <= maxPendingBytes) break
      giveUp(oldest, 'too many packets are unfinished')
    }
    // A timer cannot wait longer than this.
    if (unfinished.has(id) && pendingTTL && pendingTTL < 2 ** 31)
      entry.timer = setTimeout(giveUp, pendingTTL, id, 'a message is missing')
  }

  function begin(id: number): Unfinished {
    const entry: Unfinished = { assembly: assemble(), cost: 0 }
    // Goes up to its first message.
    entry.assembly.next()
    return entry

    function* assemble(): Assembly {
      const { root, places } = readSkeleton(join(yield* chunksOf(SKELETON, 0)))
      entry.packet = root[0]
      for (const [index, place] of places.entries()) {
        const totalBytes = root[index + 1] as number
        const chunks = yield* chunksOf(VALUE, index, totalBytes)
        if (assembleBins) place(join(chunks))
        else place(chunks.length > 1 ? { __binChunks: chunks, length: totalBytes } : chunks[0])
      }
      return root[0]
    }

    function* chunksOf(
      type: number,
      index: number,
      totalBytes = -1,
    ): Generator<undefined, Uint8Array[], Uint8Array> {
      const payloads: Uint8Array[] = []
      let bytes = 0
      let totalChunks = 1
      for (let chunks = 0; chunks < totalChunks;) {
        const message = yield
        const payload = platformView(message.subarray(HEADER_SIZE))
        if (!chunks) totalChunks = readTotal(message)
        bytes += payload.length
        const header = headerOf(type, id, index, chunks++, totalChunks)
        if (
          !totalChunks ||
          !header.every((byte, at) => byte === message[at]) ||
          (type === VALUE &&
            (chunks === totalChunks ? bytes !== totalBytes : !payload.length || !(bytes < totalBytes)))
        )
          throw new Error('a message does not fit')
        payloads.push(payload)
        if (type === VALUE)
          progress('in', entry.packet, { messageId: id, index, bytes, totalBytes, chunks, totalChunks })
      }
      return payloads
    }
  }

  /** @param id `undefined` for a message of no packet */
  function giveUp(id: number | undefined, cause: unknown): void {
    const entry = id === undefined ? id : close(id)
    report(cause)
    // Without arguments it breaks the rules of packets, so that the pair ends the call that it belongs to.
    if (entry?.packet) deliver({ ...entry.packet, args: undefined })
  }

  function close(id: number): Unfinished | undefined {
    if (closed.size >= maxPendingPackets) {
      closedBefore = closed
      closed = new Set()
    }
    closed.add(id)
    return take(id)
  }

  function take(id: number): Unfinished | undefined {
    const entry = unfinished.get(id)
    clearTimeout(entry?.timer)
    pendingBytes -= entry?.cost ?? 0
    unfinished.delete(id)
    return entry
  }

  return {
    receive,
    reset() {
      for (const id of unfinished.keys()) close(id)
    },
  }
}
