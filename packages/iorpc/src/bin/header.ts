// The first bytes of every message: whose part it is, and how many there are. PROTOCOL.md shows the layout.

import { allocate, bytesOf } from './bytes.js'

export const HEADER_SIZE = 11
/** What 16 bits can count: values of a packet, and chunks of a value. */
export const MAX_COUNT = 0xffff

/** What holding a message costs beyond its bytes, so that a flood of tiny ones is bounded too. */
export const MESSAGE_COST = 256
/** How many times its size a skeleton may take once it is parsed. */
export const SKELETON_COST = 16

const SKELETON = 1
const VALUE = 2

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
  const view = viewOf(bytes)
  const { part, sequence, total } = readPosition(view)
  if (part === undefined || sequence >= total) return undefined
  return {
    type: part === 0 ? 'skeleton' : 'value',
    messageId: readMessageId(view),
    index: part && part - 1,
    sequence,
    total,
    byteLength: bytes.length - HEADER_SIZE,
  }
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

/** @throws RangeError for a message that is too short */
export const readMessageId = (view: DataView): number => view.getUint32(1)

/** Where a message stands in its packet: chunk `sequence` of `total` of a part. */
export interface Position {
  /** 0 is the skeleton, 1 is value 0 and so on; `undefined` is none of them. */
  part: number | undefined
  sequence: number
  total: number
}

/** @throws RangeError for a message that is too short */
export function readPosition(view: DataView): Position {
  const type = view.getUint8(0)
  const index = view.getUint16(5)
  const part = type === VALUE ? index + 1 : type === SKELETON && index === 0 ? 0 : undefined
  return { part, sequence: view.getUint16(7), total: view.getUint16(9) }
}

/** A message ready to be sent. The payload is copied, as it must lie behind the header in the same memory. */
export function frame(
  messageId: number,
  part: number,
  sequence: number,
  total: number,
  payload: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const message = allocate(HEADER_SIZE + payload.length)
  const view = viewOf(message)
  view.setUint8(0, part ? VALUE : SKELETON)
  view.setUint32(1, messageId)
  view.setUint16(5, part && part - 1)
  view.setUint16(7, sequence)
  view.setUint16(9, total)
  message.set(payload, HEADER_SIZE)
  return message
}
