import { IorpcError } from '../errors.js'
import type { ConnectionStatus, Transport, TransferList } from '../types.js'

/** Most messages that a link keeps for a side that does not listen yet: as many as a pair has calls by default. */
export const maxKept = 10_000

/** A transport of `iorpc/transports`: what is optional in `Transport` is there. */
export interface LinkTransport extends Transport {
  close(): void
  onClose(listener: (reason?: unknown) => void): () => void
  status(): ConnectionStatus
  onStatus(listener: () => void): () => void
}

/** A message that waits, and what it transfers. */
type Kept<Message> = [Message, TransferList | undefined]

/** Hands one message to the channel. */
export type Post<Message> = (message: Message, transfer?: TransferList) => unknown

/** The part that all transports share: what is kept, who is told, and in which state the connection is. */
export interface Link<Message> {
  /** Posts, keeps for later, or throws why the connection has ended. */
  send: Post<Message>
  /** The rest of the transport. */
  readonly members: Omit<LinkTransport, 'send'>
  /** Throws why the connection has ended, if it has. */
  check(): void
  /** Hands an inbound packet to every handler; keeps it until there is one. */
  deliver(packet: unknown): void
  /** Starts an epoch: messages go through `post` from now on, those kept first. */
  open(post: Post<Message>): void
  /** Ends the epoch, if one has begun: what is pending fails with `reason`. Messages are kept until the next `open`. */
  interrupt(reason: IorpcError): void
  /** Ends the connection for good and lets go of the channel. */
  end(reason: IorpcError): void
}

interface LinkOptions<Message> {
  /** Lets go of the channel. Runs once. */
  release(): void
  /** A copy that later changes of the message do not reach, with its transfer list. Default: messages are immutable. */
  copy?(message: Message, transfer: TransferList | undefined): Kept<Message>
}

/**
 * @param options how to let go of the channel, and how to keep messages
 * @returns a link in state `connecting`
 */
export function createLink<Message>({ release, copy }: LinkOptions<Message>): Link<Message> {
  const handlers = new Set<(packet: unknown) => void>()
  const closeListeners = new Set<(reason?: unknown) => void>()
  const statusListeners = new Set<() => void>()
  let inbox: unknown[] = []
  let outbox: Kept<Message>[] = []
  let post: Post<Message> | undefined
  let ended: IorpcError | undefined
  let status: ConnectionStatus = { state: 'connecting', epoch: 0 }

  const keep: Post<Message> = (message, transfer) => {
    if (outbox.length >= maxKept) throw queueFull('The other side does not listen yet')
    outbox.push(copy ? copy(message, transfer) : [message, transfer])
  }

  const handOut = () => {
    // What arrives meanwhile has its turn at the end.
    for (const packet of inbox) tell(handlers, packet)
    inbox = []
  }

  const leave = (state: 'connecting' | 'closed', reason: IorpcError) => {
    post = undefined
    status = { state, epoch: status.epoch, reason }
    // What is pending fails first: calls that a listener of the status makes are of the next epoch.
    tell(closeListeners, reason)
    tell(statusListeners, undefined)
  }

  const interrupt = (reason: IorpcError) => {
    if (post) leave('connecting', reason)
  }

  const end = (reason: IorpcError) => {
    if (ended) return
    ended = reason
    outbox = []
    inbox = []
    release()
    leave('closed', reason)
    handlers.clear()
    closeListeners.clear()
  }

  return {
    send(message, transfer) {
      if (post) return post(message, transfer)
      if (ended) throw ended
      return keep(message, transfer)
    },
    check() {
      if (ended) throw ended
    },
    deliver(packet) {
      if (ended) return
      if (handlers.size > 0 && inbox.length === 0) tell(handlers, packet)
      else if (inbox.length < maxKept) inbox.push(packet)
      else end(queueFull('No pair has taken the packets of the other side'))
    },
    open(newPost) {
      if (ended) return
      post = newPost
      try {
        for (const [message, transfer] of outbox.splice(0)) newPost(message, transfer)
      } catch (cause) {
        const message = 'Packets that were kept could not be sent'
        return interrupt(new IorpcError('IORPC_SEND_FAILED', message, { cause }))
      }
      status = { state: 'open', epoch: status.epoch + 1 }
      tell(statusListeners, undefined)
    },
    interrupt,
    end,
    members: {
      on(handler) {
        if (ended) return
        handlers.add(handler)
        // Not yet: the functions that are called may need the pair, which is being made.
        if (inbox.length > 0) queueMicrotask(handOut)
      },
      close: () => end(new IorpcError('IORPC_CLOSED', 'The transport was closed on this side')),
      onClose(listener) {
        if (ended) tell([listener], ended)
        else closeListeners.add(listener)
        return () => closeListeners.delete(listener)
      },
      status: () => status,
      onStatus(listener) {
        statusListeners.add(listener)
        return () => statusListeners.delete(listener)
      },
    },
  }
}

const queueFull = (what: string) =>
  new IorpcError('IORPC_QUEUE_FULL', `${what}, and ${maxKept} messages wait already`)

/** Every listener runs; what one throws surfaces as an uncaught error, as with any event target. */
function tell<T>(listeners: Iterable<(value: T) => void>, value: T): void {
  for (const listener of listeners) {
    try {
      listener(value)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
