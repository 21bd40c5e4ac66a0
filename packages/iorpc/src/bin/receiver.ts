import { bytesOf, join, platformView } from './bytes.js'
import {
  HEADER_SIZE,
  MESSAGE_COST,
  type Position,
  readMessageId,
  readPosition,
  SKELETON_COST,
  viewOf,
} from './header.js'
import type { BinChannelOptions } from './options.js'
import type { ReportProgress } from './progress.js'
import { readSkeleton } from './skeleton.js'

/** A value that came in several chunks, without `assembleBins`. */
export interface BinChunks {
  __binChunks: Uint8Array[]
  /** Bytes of all chunks together. */
  length: number
}

interface Message {
  position: Position
  payload: Uint8Array
}

/** Takes the messages of one packet and returns the packet. Throws at a message that does not fit. */
type Assembly = Generator<undefined, unknown, Message>

interface Unfinished {
  assembly: Assembly
  cost: number
  timer?: ReturnType<typeof setTimeout>
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
  report: (what: string, cause: unknown) => void,
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
      const view = viewOf(bytes)
      id = readMessageId(view)
      if (closed.has(id) || closedBefore.has(id)) return
      accept(id, { position: readPosition(view), payload: bytes.subarray(HEADER_SIZE) })
    } catch (error) {
      giveUp(id, error)
    }
  }

  function accept(id: number, message: Message): void {
    let packet = unfinished.get(id)
    if (!packet) {
      packet = { assembly: assemble(id), cost: 0 }
      // Goes up to its first message.
      packet.assembly.next()
    }
    clearTimeout(packet.timer)
    unfinished.delete(id)
    unfinished.set(id, packet)
    const cost = (message.payload.length + MESSAGE_COST) * (message.position.part ? 1 : SKELETON_COST)
    packet.cost += cost
    pendingBytes += cost
    if (packet.cost > maxPendingBytes) throw new Error('it is too large')

    const { done, value } = packet.assembly.next(message)
    if (done) {
      close(id)
      return deliver(value)
    }
    for (const oldest of unfinished.keys()) {
      if (unfinished.size <= maxPendingPackets && pendingBytes <= maxPendingBytes) break
      giveUp(oldest, new Error('too many are unfinished'))
    }
    // A timer cannot wait longer than this.
    if (unfinished.has(id) && pendingTTL && pendingTTL < 2 ** 31) {
      packet.timer = setTimeout(() => giveUp(id, new Error('a message is missing')), pendingTTL)
    }
  }

  function* assemble(messageId: number): Assembly {
    const texts = yield* chunksOf(messageId, 0, [])
    const { root, places } = readSkeleton(texts.length > 1 ? join(texts) : (texts[0] as Uint8Array))
    for (const [index, place] of places.entries()) {
      const chunks = yield* chunksOf(messageId, index + 1, root)
      if (assembleBins) place(platformView(join(chunks)))
      else if (chunks.length > 1) place({ __binChunks: chunks.map(platformView), length: root[index + 1] })
      else place(platformView(chunks[0] as Uint8Array))
    }
    return root[0]
  }

  /** @param root the packet, then the length of each value */
  function* chunksOf(
    messageId: number,
    part: number,
    root: unknown[],
  ): Generator<undefined, Uint8Array[], Message> {
    const payloads: Uint8Array[] = []
    const totalBytes = root[part] as number
    let bytes = 0
    let totalChunks = 1
    for (let chunks = 0; chunks < totalChunks;) {
      const { position, payload } = yield
      const { sequence, total } = position
      if (!chunks) totalChunks = total
      if (position.part !== part || sequence !== chunks++ || total !== totalChunks || !total) {
        throw new Error('a message is out of order')
      }
      payloads.push(payload)
      bytes += payload.length
      if (!part) continue
      if (chunks === total ? bytes !== totalBytes : !payload.length || !(bytes < totalBytes)) {
        throw new Error('a value has a wrong length')
      }
      progress('in', root[0], { messageId, index: part - 1, bytes, totalBytes, chunks, totalChunks })
    }
    return payloads
  }

  function giveUp(id: number | undefined, cause: unknown): void {
    if (id !== undefined) close(id)
    report(`packet ${id} is given up: ${(cause as Error).message}`, cause)
  }

  function close(id: number): void {
    const packet = unfinished.get(id)
    if (packet) {
      clearTimeout(packet.timer)
      pendingBytes -= packet.cost
      unfinished.delete(id)
    }
    if (closed.size >= maxPendingPackets) {
      closedBefore = closed
      closed = new Set()
    }
    closed.add(id)
  }

  function reset(): void {
    for (const id of unfinished.keys()) close(id)
  }

  return { receive, reset }
}
