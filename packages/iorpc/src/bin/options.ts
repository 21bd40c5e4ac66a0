import type { IorpcError } from '../errors.js'

/** Options of `binChannel`. */
export interface BinChannelOptions {
  /** Bytes of payload in a message; larger values travel in chunks. At most `maxMessageSize - 11`. Default 200000. */
  chunkSize?: number
  /** Every value arrives as one array in memory of its own, for one more copy. Default `false`: views. */
  assembleBins?: boolean
  /** Milliseconds without a message after which an unfinished packet is given up; 0 never. Default 30000. */
  pendingTTL?: number
  /** Told once of each packet that is given up, and of errors of handlers. What it throws is ignored. */
  onError?: (error: IorpcError) => void
  /** Packets take turns after each message, so that small ones overtake large ones. Default `false`: first in, first out. */
  interleave?: boolean
  /**
   * Bytes that the transport may have buffered before sending waits, if it has `bufferedAmount`. Few keep other calls
   * quick; a transport without `onDrain` needs more, as it is asked every 10 ms only. Default 65536, or 1048576 without
   * `onDrain`.
   */
  maxBuffered?: number
  /** Most unfinished packets; beyond it the one is given up that has had no message for longest. Default 10000. */
  maxPendingPackets?: number
  /** Most bytes of unfinished packets, in and out; PROTOCOL.md says how they are counted. Default 1073741824. */
  maxPendingBytes?: number
}
