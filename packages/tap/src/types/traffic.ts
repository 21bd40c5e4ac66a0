import type { Id } from 'iorpc'
import type { OwnerRecord } from './bindings.js'
import type { Preview } from './preview.js'

/** `out`: sent from here. `in`: received here. */
export type Direction = 'in' | 'out'

/** `call`: of a name. `callback`: of an id. `reply`, `error`: answers. `unbind`: of a callback or of a call. `other`: not understood. */
export type PacketKind = 'call' | 'callback' | 'reply' | 'error' | 'unbind' | 'other'

/** Where a function stood in what carried it. */
export interface PassedTo {
  /** The function whose arguments or result carried it. */
  readonly method: string
  /** Place in the arguments or result, such as `0` or `1.onProgress`. */
  readonly path: string
}

/** One packet that has passed. */
export interface PacketRecord {
  /** Number of the packet in its log. */
  readonly seq: number
  /** Milliseconds since 1970, with fractions, comparable between contexts. */
  readonly time: number
  /** The life of the connection that it belongs to: 1 is the first. */
  readonly epoch: number
  /** Which way it went. */
  readonly direction: Direction
  /** What it is for. */
  readonly kind: PacketKind
  /** The called name; for callbacks and answers the function they belong to, as far as it is known. */
  readonly name: string
  /** What the callback that it belongs to was passed to. Absent for calls of a name, and in old sessions. */
  readonly passedTo?: PassedTo | undefined
  /** `apiFunc` of the packet; the id that is given up for `unbind`. */
  readonly id: Id
  /** The call that it makes or answers; `false` for `noWait`. */
  readonly callId: Id | false
  /** Approximate bytes. */
  readonly size: number
  /** The arguments. */
  readonly preview: readonly Preview[]
  /** The functions that it carries, as ids. */
  readonly functionIds: readonly Id[]
}

/** How a call has ended. */
export type CallOutcome = 'resolved' | 'rejected' | 'timeout' | 'aborted' | 'trimmed' | 'closed' | 'failed'

/** One call, made here or by the other side. */
export interface CallRecord {
  /** Number of the call in its log. */
  readonly seq: number
  /** The life of the connection that it belongs to: 1 is the first. */
  readonly epoch: number
  /** `out`: made here. `in`: made by the other side. */
  readonly direction: Direction
  /** Of a name, or of a callback. */
  readonly kind: 'call' | 'callback'
  /** The called name; of a callback its own name, or what it was passed to. */
  readonly name: string
  /** What the callback that is called was passed to. Absent for calls of a name, and in old sessions. */
  readonly passedTo?: PassedTo | undefined
  /** `false` for `noWait`. */
  readonly id: Id | false
  /** The binding that is called, with `kind: 'callback'`. */
  readonly bindingId: Id | undefined
  /** The component that made it. */
  readonly owner: OwnerRecord | undefined
  /** When it was sent or received. */
  readonly startedAt: number
  /** When its answer was received or sent. `undefined` while it waits, and for `noWait`. */
  readonly settledAt: number | undefined
  /** `undefined` while it waits, and for `noWait`. */
  readonly outcome: CallOutcome | undefined
  /** Message of the rejection. */
  readonly error: string | undefined
  /** Numbers of its packets in the packet log. */
  readonly requestSeq: number | undefined
  /** The same of its answer. */
  readonly answerSeq: number | undefined
}

/** One binary value on its way. */
export interface TransferRecord {
  /** Unique in this tap. */
  readonly key: string
  /** The life of the connection that it belongs to: 1 is the first. */
  readonly epoch: number
  /** Which way it goes. */
  readonly direction: Direction
  /** Number of the binary message that carries it. */
  readonly messageId: number
  /** Index of the value in its packet. */
  readonly index: number
  /** The call that carries it, as far as it is known. */
  readonly name: string | undefined
  /** Its id. `undefined` if the call is not known. */
  readonly callId: string | undefined
  /** When its first chunk passed. */
  readonly startedAt: number
  /** When its latest chunk passed. */
  readonly updatedAt: number
  /** Bytes that have passed. */
  readonly bytes: number
  /** `undefined` until it is known: raw chunks do not tell it. */
  readonly totalBytes: number | undefined
  /** Chunks that have passed. */
  readonly chunks: number
  /** Chunks that it has in all, as far as is known. */
  readonly totalChunks: number
  /** Bytes a second, lately. */
  readonly rate: number
  /** All of it has passed. */
  readonly done: boolean
  /** Not done, and nothing has come for two seconds or the connection has closed. */
  readonly stalled: boolean
}

/** A packet that came to nothing. */
export interface DropRecord {
  /** Number of the drop in its log. */
  readonly seq: number
  /** When it was dropped. */
  readonly time: number
  /** The life of the connection that it belongs to: 1 is the first. */
  readonly epoch: number
  /** Why, in words. */
  readonly reason: string
  /** The packet. */
  readonly preview: Preview
}
