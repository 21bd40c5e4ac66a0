// The first bytes of every message: whose part it is, and how many there are. PROTOCOL.md shows the layout.

import { bytesOf } from './bytes.js'

export const HEADER_SIZE = 11
/** What 16 bits can count: values of a packet, and chunks of a value. */
export const MAX_COUNT = 0xffff

/** Types of messages. */
export const SKELETON = 1
export const VALUE = 2

/**
 * What a part of a packet counts against `maxPendingBytes`: a skeleton takes about 16 times its size when it is parsed,
 * and each message something of its own, so that a flood of tiny ones is bounded too.
 */
export const costOf = (type: number | undefined, byteLength: number, messages = 1): number =>
  (type === SKELETON ? byteLength * 16 : byteLength) + messages * 256

/** What the header of a message of a `binChannel` says. */
export interface BinHeader {
  type: 'skeleton' | 'value'
  /** The packet that the message belongs to. */
  messageId: number
  /** Which value of the packet; 0 for a skeleton. */
  index: number
  /** Which chunk of the skeleton or value, from 0. */
  sequence: number
  /** How many chunks the skeleton or value has. */
  total: number
  /** Bytes of the payload, which follows the header. */
  byteLength: number
}

/**
 * Reads the header of a message of a `binChannel`, for those who look on from outside, such as recorders.
 *
 * @param message one message, as `onBin` delivers it
 * @returns `undefined` for what is no such message
 *
 * @example
 * transport.onBin((message) => {
 *   const header = readBinHeader(message)
 *   if (header?.type === 'value') console.log(`chunk ${header.sequence + 1} of ${header.total}`)
 * })
 */
export function readBinHeader(message: ArrayBuffer | ArrayBufferView): BinHeader | undefined {
  const bytes = bytesOf(message)
  if (!bytes || bytes.length < HEADER_SIZE) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const type = view.getUint8(0)
  const index = view.getUint16(5)
  const sequence = view.getUint16(7)
  const total = view.getUint16(9)
  if ((type !== VALUE && (type !== SKELETON || index)) || sequence >= total) return undefined
  return {
    type: type === VALUE ? 'value' : 'skeleton',
    messageId: readMessageId(bytes),
    index,
    sequence,
    total,
    byteLength: bytes.length - HEADER_SIZE,
  }
}

/** @throws RangeError for a message that is too short */
export const readMessageId = ({ buffer, byteOffset, length }: Uint8Array): number =>
  new DataView(buffer, byteOffset, length).getUint32(1)

/** How many chunks there are; 0 for a message that is too short, as `undefined` counts as 0 here. */
export const readTotal = (message: Uint8Array): number =>
  ((message[9] as number) << 8) | (message[10] as number)

/** The header of chunk `sequence` of `total`. */
export const headerOf = (
  type: number,
  messageId: number,
  index: number,
  sequence: number,
  total: number,
): Uint8Array =>
  Uint8Array.of(
    type,
    messageId >>> 24,
    messageId >> 16,
    messageId >> 8,
    messageId,
    index >> 8,
    index,
    sequence >> 8,
    sequence,
    total >> 8,
    total,
  )
