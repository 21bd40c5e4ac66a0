import { IorpcError } from '../errors.js'
import type { BinTransport } from '../types.js'
import { frame, HEADER_SIZE, MAX_COUNT, MESSAGE_COST, SKELETON_COST } from './header.js'
import type { BinChannelOptions } from './options.js'
import type { ReportProgress } from './progress.js'
import { dehydrate } from './skeleton.js'

/** For transports that cannot tell when they have drained. */
const POLL_MS = 10

/** The messages of a packet, each built when the one before it is sent. Returns an error when it cannot go on. */
type Messages = Generator<Uint8Array<ArrayBuffer>, IorpcError | undefined>

interface Outgoing {
  size: number
  messages: Messages
  /** What is sent next. */
  next: ReturnType<Messages['next']>
  /** Set when the caller has to wait. */
  settle?: (error?: unknown) => void
}

/** The outbound queue. */
export function createSender(
  transport: BinTransport,
  options: BinChannelOptions,
  progress: ReportProgress,
): { send: (packet: unknown) => Promise<void> | undefined; reset: () => void } {
  const { chunkSize = 200_000, interleave, maxPendingBytes = 2 ** 30 } = options
  const { maxBuffered = transport.onDrain ? 65_536 : 1_048_576 } = options
  // A set keeps the order and forgets in constant time, and a loop over it comes to what is added meanwhile.
  const queue = new Set<Outgoing>()
  let queuedBytes = 0
  // Random, so that a sender which starts again is not mistaken for one that repeats itself.
  let lastId = Math.random() * 2 ** 32
  let draining = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(packet: unknown): Promise<void> | undefined {
    const parts = dehydrate(packet)
    // As the receiver counts, so that what it would refuse fails here.
    const cost = (part: Uint8Array, index: number) => part.length * (index ? 1 : SKELETON_COST)
    const size = parts.map(cost).reduce((sum, bytes) => sum + bytes, MESSAGE_COST)
    const chunk = Math.floor(Math.min(chunkSize, (transport.maxMessageSize ?? Infinity) - HEADER_SIZE))
    if (parts.length - 1 > MAX_COUNT || !parts.every((part) => part.length <= chunk * MAX_COUNT)) {
      throw new IorpcError(
        'IORPC_BAD_VALUE',
        `binChannel: more than ${MAX_COUNT} values or chunks of ${chunk} bytes`,
      )
    }
    if (queuedBytes + size > maxPendingBytes) {
      throw new IorpcError('IORPC_QUEUE_FULL', `binChannel: more than ${maxPendingBytes} bytes to send`)
    }
    lastId = (lastId + 1) >>> 0
    const messages = messagesOf(lastId, packet, parts, chunk)
    const out: Outgoing = { size, messages, next: messages.next() }
    queue.add(out)
    queuedBytes += size
    // When sent from within `sendBin`, the loop that is running comes to it.
    if (draining) return undefined
    drain()
    if (queue.has(out)) {
      return new Promise((resolve, reject) => {
        out.settle = (error) => (error ? reject(error) : resolve())
      })
    }
    if (out.next.done && out.next.value) throw out.next.value
    return undefined
  }

  function* messagesOf(messageId: number, packet: unknown, parts: Uint8Array[], chunkSize: number): Messages {
    const lengths = parts.map((part) => part.length)
    for (const [part, bytes] of parts.entries()) {
      const totalBytes = lengths[part] as number
      const totalChunks = Math.ceil(totalBytes / chunkSize) || 1
      for (let chunks = 0; chunks < totalChunks;) {
        if (bytes.length !== totalBytes) {
          return new IorpcError('IORPC_BAD_VALUE', 'binChannel: a buffer was detached before it was sent')
        }
        const start = chunks * chunkSize
        const end = Math.min(start + chunkSize, totalBytes)
        yield frame(messageId, part, chunks++, totalChunks, bytes.subarray(start, end))
        if (part)
          progress('out', packet, { messageId, index: part - 1, bytes: end, totalBytes, chunks, totalChunks })
      }
    }
    return undefined
  }

  function drain(): void {
    clearTimeout(timer)
    draining = true
    try {
      for (const out of queue) {
        do {
          if (transport.bufferedAmount && transport.bufferedAmount() > maxBuffered) {
            timer = setTimeout(resume, POLL_MS)
            return
          }
          if (!out.next.done) transport.sendBin(out.next.value)
          out.next = out.messages.next()
          if (out.next.done) finish(out, out.next.value)
        } while (!interleave && queue.has(out))
        // The others take their turns first.
        if (queue.delete(out)) queue.add(out)
      }
    } catch (error) {
      for (const { settle } of queue) settle?.(error)
      throw error
    } finally {
      draining = false
    }
  }

  function finish(out: Outgoing, error?: unknown): void {
    if (queue.delete(out)) queuedBytes -= out.size
    out.settle?.(error)
  }

  function resume(): void {
    if (draining) return
    try {
      drain()
    } catch {
      // Those who wait have been told.
    }
  }

  function reset(): void {
    clearTimeout(timer)
    for (const out of queue)
      finish(out, new IorpcError('IORPC_CLOSED', 'binChannel: reset before it was sent'))
  }

  transport.onDrain?.(resume)
  return { send, reset }
}
