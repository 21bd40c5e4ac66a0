import { IorpcError } from '../errors.js'
import type { BinTransport } from '../types.js'
import { join } from './bytes.js'
import { costOf, headerOf, HEADER_SIZE, MAX_COUNT, SKELETON, VALUE } from './header.js'
import type { BinChannelOptions } from './options.js'
import type { ReportProgress } from './progress.js'
import { dehydrate } from './skeleton.js'

/** Milliseconds until a transport that was full is asked again; browsers make it 4. */
const POLL_MS = 1

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
  {
    interleave,
    chunkSize = interleave ? 32_768 : 200_000,
    maxBuffered = interleave ? 65_536 : 1_048_576,
    maxPendingBytes = 2 ** 30,
  }: BinChannelOptions,
  progress: ReportProgress,
): { send: (packet: unknown) => Promise<void> | undefined; reset: () => void } {
  const queue: Outgoing[] = []
  /** With `interleave`, those that have sent a message: they give way to what is new, and take turns. */
  const begun: Outgoing[] = []
  let queuedBytes = 0
  // Random, so that a sender which starts again is not mistaken for one that repeats itself.
  let lastId = Math.random() * 2 ** 32
  let draining = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function send(packet: unknown): Promise<void> | undefined {
    const parts = dehydrate(packet)
    const chunk = Math.floor(Math.min(chunkSize, (transport.maxMessageSize ?? Infinity) - HEADER_SIZE))
    if (parts.length - 1 > MAX_COUNT || !parts.every(({ length }) => length <= chunk * MAX_COUNT))
      throw new IorpcError('IORPC_BAD_VALUE', `binChannel: more than ${MAX_COUNT} values or chunks`)
    // As the receiver counts, so that what it would refuse fails here.
    const cost = ({ length }: Uint8Array, part: number) =>
      costOf(part ? VALUE : SKELETON, length, Math.ceil(length / chunk) || 1)
    const size = parts.map(cost).reduce((sum, bytes) => sum + bytes)
    if (queuedBytes + size > maxPendingBytes)
      throw new IorpcError('IORPC_QUEUE_FULL', `binChannel: more than ${maxPendingBytes} bytes`)
    lastId = (lastId + 1) >>> 0
    const messages = messagesOf(lastId, packet, parts, chunk)
    const out: Outgoing = { size, messages, next: messages.next() }
    queue.push(out)
    queuedBytes += size
    // When sent from within `sendBin`, the loop that is running comes to it.
    if (!draining) drain(out)
    if (!out.next.done)
      return new Promise((resolve, reject) => {
        out.settle = (error) => (error ? reject(error) : resolve())
      })
    if (out.next.value) throw out.next.value
    return undefined
  }

  function* messagesOf(messageId: number, packet: unknown, parts: Uint8Array[], chunkSize: number): Messages {
    const lengths = parts.map((part) => part.length)
    for (const [part, bytes] of parts.entries()) {
      const totalBytes = lengths[part] as number
      const totalChunks = Math.ceil(totalBytes / chunkSize) || 1
      const index = part && part - 1
      for (let chunks = 0, at = 0; chunks < totalChunks;) {
        if (bytes.length !== totalBytes) return new IorpcError('IORPC_BAD_VALUE', 'binChannel: detached')
        const header = headerOf(part ? VALUE : SKELETON, messageId, index, chunks++, totalChunks)
        // The payload is copied, as it must lie behind the header in the same memory.
        yield join([header, bytes.subarray(at, (at += chunkSize))])
        if (part)
          progress('out', packet, {
            messageId,
            index,
            bytes: Math.min(at, totalBytes),
            totalBytes,
            chunks,
            totalChunks,
          })
      }
    }
    return undefined
  }

  /** @param sent what is being sent: its sender is there to catch. Those who wait are told. */
  function drain(sent?: Outgoing): void {
    clearTimeout(timer)
    draining = true
    let turn = 0
    try {
      for (;;) {
        const lane = queue.length > 0 ? queue : begun
        const [out] = lane
        if (!out) return
        const buffered = transport.bufferedAmount?.()
        // What is small and new need not wait until the transport has drained. A transport that never is full gets as
        // much at a time, so that the other work of this thread has its turns.
        const most = maxBuffered * 4
        const limit = interleave && lane === queue ? most : maxBuffered
        if (buffered !== undefined && (buffered > limit || turn > most)) {
          if (buffered < Infinity) timer = setTimeout(resume, POLL_MS)
          return
        }
        const message = out.next.value as Uint8Array<ArrayBuffer>
        turn += message.length
        transport.sendBin(message)
        const next = out.messages.next()
        // `sendBin`, or a listener, may have reset the channel.
        if (lane[0] !== out) continue
        out.next = next
        if (!next.done && !interleave) continue
        lane.shift()
        if (next.done) {
          queuedBytes -= out.size
          out.settle?.(next.value)
        } else begun.push(out)
      }
    } catch (error) {
      for (const { settle } of [...queue, ...begun]) settle?.(error)
      if (sent && !sent.next.done) throw error
    } finally {
      draining = false
    }
  }

  const resume = () => draining || drain()

  transport.onDrain?.(resume)
  return {
    send,
    reset() {
      clearTimeout(timer)
      queuedBytes = 0
      const value = new IorpcError('IORPC_CLOSED', 'binChannel: reset before it was sent')
      for (const out of [...queue.splice(0), ...begun.splice(0)]) {
        out.next = { done: true, value }
        out.settle?.(value)
      }
    },
  }
}
