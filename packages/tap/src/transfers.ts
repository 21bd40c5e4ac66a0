import { readBinHeader, type TransferProgress } from 'iorpc'
import type { Epoch } from './epoch.js'
import { keyOf } from './packet.js'
import type { Direction, TransferRecord } from './types.js'

type Call = Pick<TransferRecord, 'name' | 'callId'>

interface Transfer extends Call {
  readonly key: string
  readonly epoch: Epoch
  readonly direction: Direction
  readonly messageId: number
  readonly index: number
  readonly startedAt: number
  updatedAt: number
  bytes: number
  totalBytes: number | undefined
  chunks: number
  totalChunks: number
  rate: number
  windowAt: number
  windowBytes: number
  record: TransferRecord | undefined
}

const doneKept = 100
const activeKept = 500
const packetsNamed = 100
const stalledAfter = 2000
const rateWindow = 250

/** Binary values on their way, told by a transport that reports progress or read from raw messages. */
export class Transfers {
  readonly #active = new Map<string, Transfer>()
  #done: Transfer[] = []
  /** The calls of packets whose values are still to come, by direction and message id. */
  readonly #calls = new Map<string, Call>()

  get hasActive(): boolean {
    return this.#active.size > 0
  }

  /** A chunk, as the transport reports it. */
  progress(epoch: Epoch, progress: TransferProgress, time: number): void {
    const { direction, messageId, index, apiFunc, callId } = progress
    const transfer = this.#of(epoch, direction, messageId, index, time, () =>
      callOf(epoch, direction, apiFunc, callId),
    )
    transfer.totalBytes = progress.totalBytes
    this.#advance(transfer, progress.bytes, progress.chunks, progress.totalChunks, time)
  }

  /** A raw message, of a channel that reports nothing. */
  message(epoch: Epoch, direction: Direction, message: ArrayBuffer | ArrayBufferView, time: number): void {
    const header = readBinHeader(message)
    if (!header) return
    const { type, messageId, index, total, sequence, byteLength } = header
    const packet = `${direction}:${messageId}`
    if (type === 'skeleton') {
      if (sequence === 0) this.#remember(packet, readSkeleton(epoch, direction, message, byteLength))
      return
    }
    const unknown: Call = { name: undefined, callId: undefined }
    const transfer = this.#of(
      epoch,
      direction,
      messageId,
      index,
      time,
      () => this.#calls.get(packet) ?? unknown,
    )
    const chunks = Math.min(transfer.chunks + 1, total)
    this.#advance(transfer, transfer.bytes + byteLength, chunks, total, time)
  }

  list(time: number): readonly TransferRecord[] {
    const active = [...this.#active.values()].map((transfer) => show(transfer, time))
    return [...active, ...this.#done.map((transfer) => show(transfer, time)).reverse()]
  }

  clear(): void {
    this.#done = []
  }

  #of(
    epoch: Epoch,
    direction: Direction,
    messageId: number,
    index: number,
    time: number,
    call: () => Call,
  ): Transfer {
    const key = `${epoch.epoch}:${direction}:${messageId}:${index}`
    const known = this.#active.get(key)
    if (known) return known
    const transfer: Transfer = {
      key,
      epoch,
      direction,
      messageId,
      index,
      ...call(),
      startedAt: time,
      updatedAt: time,
      bytes: 0,
      totalBytes: undefined,
      chunks: 0,
      totalChunks: 0,
      rate: 0,
      windowAt: time,
      windowBytes: 0,
      record: undefined,
    }
    this.#active.set(key, transfer)
    if (this.#active.size > activeKept) this.#finish(this.#active.values().next().value ?? transfer)
    return transfer
  }

  #advance(transfer: Transfer, bytes: number, chunks: number, totalChunks: number, time: number): void {
    Object.assign(transfer, { bytes, chunks, totalChunks, updatedAt: time, record: undefined })
    const elapsed = time - transfer.windowAt
    if (elapsed >= rateWindow) {
      transfer.rate = ((bytes - transfer.windowBytes) / elapsed) * 1000
      transfer.windowAt = time
      transfer.windowBytes = bytes
    }
    if (chunks >= totalChunks) this.#finish(transfer)
  }

  #finish(transfer: Transfer): void {
    this.#active.delete(transfer.key)
    this.#done.push(transfer)
    if (this.#done.length > doneKept) this.#done.shift()
  }

  #remember(packet: string, call: Call): void {
    this.#calls.set(packet, call)
    const [oldest] = this.#calls.size > packetsNamed ? this.#calls.keys() : []
    if (oldest !== undefined) this.#calls.delete(oldest)
  }
}

/** A packet that answers names its call by the id that it was sent with. */
function callOf(epoch: Epoch, direction: Direction, apiFunc: string, callId: string | undefined): Call {
  const answered = epoch.waiting[direction === 'in' ? 'out' : 'in'].get(keyOf(apiFunc))
  return { name: answered?.name ?? epoch.nameOf(apiFunc), callId }
}

/** The start of the JSON text tells the call; the rest of it is left to the channel. */
function readSkeleton(
  epoch: Epoch,
  direction: Direction,
  message: ArrayBuffer | ArrayBufferView,
  byteLength: number,
): Call {
  const [buffer, offset, length] = ArrayBuffer.isView(message)
    ? [message.buffer, message.byteOffset, message.byteLength]
    : [message, 0, message.byteLength]
  const start = new Uint8Array(buffer, offset + length - byteLength, Math.min(byteLength, 512))
  const text = new TextDecoder().decode(start)
  const [, quoted, id] = /"apiFunc":("(?:[^"\\]|\\.)*"),"cbId":(?:"?([^",}]+))/.exec(text) ?? []
  if (quoted === undefined) return { name: undefined, callId: undefined }
  try {
    const apiFunc = JSON.parse(quoted) as string
    const isReply = id === 'false' && typeof keyOf(apiFunc) === 'number'
    return callOf(epoch, direction, apiFunc, isReply ? apiFunc : id === 'false' ? undefined : id)
  } catch {
    return { name: undefined, callId: undefined }
  }
}

function show(transfer: Transfer, time: number): TransferRecord {
  const { key, direction, messageId, index, name, callId, startedAt, updatedAt } = transfer
  const { epoch, bytes, totalBytes, chunks, totalChunks } = transfer
  const done = totalChunks > 0 && chunks >= totalChunks
  const stalled = !done && (epoch.isOver || time - updatedAt > stalledAfter)
  if (transfer.record && transfer.record.stalled === stalled) return transfer.record
  const elapsed = updatedAt - startedAt
  const average = elapsed > 0 ? (bytes / elapsed) * 1000 : 0
  const rate = stalled ? 0 : done ? average : transfer.rate || average
  transfer.record = {
    key,
    epoch: epoch.epoch,
    direction,
    messageId,
    index,
    name,
    callId,
    startedAt,
    updatedAt,
    bytes,
    totalBytes,
    chunks,
    totalChunks,
    rate,
    done,
    stalled,
  }
  return transfer.record
}
