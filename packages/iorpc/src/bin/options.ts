import type { IorpcError } from '../errors.js'

/** Options of `binChannel`. */
export interface BinChannelOptions {
  /**
   * Bytes of payload in a message; larger values travel in chunks. At most `maxMessageSize - 11`. Default 200000, or
   * 32768 with `interleave`.
   */
  chunkSize?: number
  /** Every value arrives as one array in memory of its own, for one more copy. Default `false`: views. */
  assembleBins?: boolean
  /** Milliseconds without a message after which an unfinished packet is given up; 0 never. Default 30000. */
  pendingTTL?: number
  /** Told once of each packet that is given up, and of errors of handlers and listeners. What it throws is ignored. */
  onError?: (error: IorpcError) => void
  /**
   * Small packets overtake large ones: after each message a new packet goes first, and those that have begun take turns.
   * Calls stay quick beside a large transfer over a transport with `bufferedAmount`. Default `false`: first in, first out.
   */
  interleave?: boolean
  /**
   * Bytes that the transport may have buffered before sending waits, if it has `bufferedAmount`. What is in its buffer
   * cannot be overtaken. Default 1048576, or 65536 with `interleave`.
   */
  maxBuffered?: number
  /** Most unfinished packets; beyond it the one is given up that has had no message for longest. Default 10000. */
  maxPendingPackets?: number
  /** Most bytes of unfinished packets, in and out; PROTOCOL.md says how they are counted. Default 1073741824. */
  maxPendingBytes?: number
}
