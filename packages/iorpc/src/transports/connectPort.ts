import { IorpcError } from '../errors.js'
import type { Packet, TransferList } from '../types.js'
import { answerLifeline, goodbye, isGoodbye, lockName, watchPeer } from './lifeline.js'
import { onLeaving } from './leaving.js'
import type { Link } from './link.js'
import { hasDomEvents, listen, type Emitter } from './listen.js'

/**
 * Whatever takes structured clones and a transfer list: ports and workers of browsers and of Node. The parameters say
 * nothing, so that `self` fits, which TypeScript takes for a window.
 */
export type PortLike = Emitter & {
  postMessage(message: never, transfer: never): void
  start?(): void
  close?(): void
  terminate?(): unknown
}

interface PortUse {
  /** The other side is surely of the same origin and storage partition. */
  isOurs?: boolean
  /** The other side has shown that it listens. */
  onAlive?(): void
  /** The other side is gone; `why` is a sentence without an end. */
  onGone(why: string): void
}

export interface PortConnection {
  /** Ends the epoch and starts the next one over the same port. */
  restart(reason: IorpcError): void
  /** Takes a `message` event. */
  receive(event: unknown): void
  /** Says goodbye and lets go of the port, which stays open. */
  leave(): void
}

/** Opens `link` over `port`. */
export function connectPort(
  link: Link<Packet>,
  port: PortLike,
  { isOurs = false, onAlive = () => {}, onGone }: PortUse,
): PortConnection {
  // Node tells of dead ports itself.
  let isWatched = 'on' in port
  const isDom = hasDomEvents(port)
  let stopWatch = () => {}
  if (!isWatched) void lockName()

  const post = (packet: Packet, transfer: TransferList = []) => {
    if (isWatched) return port.postMessage(packet as never, transfer as never)
    const watch = watchPeer(isOurs, onAlive, () => onGone('the context of the other side has ended'))
    port.postMessage(packet as never, [...transfer, watch.port] as never)
    isWatched = true
    stopWatch = watch.stop
  }

  const receive = (event: unknown) => {
    const { data: packet, ports = [] } = isDom ? (event as MessageEvent<unknown>) : { data: event }
    if (isGoodbye(packet)) return onGone('the other side has closed its transport or left its page')
    if (ports.length > 0) answerLifeline(packet, ports)
    onAlive()
    link.deliver(packet)
  }

  const restart = (reason: IorpcError) => {
    link.interrupt(reason)
    link.open(post)
  }

  const sayGoodbye = () => port.postMessage(goodbye as never, [] as never)
  const unlisten = [
    listen(port, 'message', receive),
    listen(port, 'messageerror', (cause) => restart(unreadable(cause))),
    listen(port, 'close', () => onGone('the other side has closed it, or its context has ended')),
    onLeaving(sayGoodbye),
  ]
  port.start?.()
  link.open(post)

  return {
    restart,
    receive,
    leave() {
      stopWatch()
      for (const stop of unlisten) stop()
      sayGoodbye()
    },
  }
}

/** Nobody can tell to which call it belonged. */
export const unreadable = (cause: unknown): IorpcError =>
  new IorpcError('IORPC_MESSAGE_ERROR', 'The other side sent what cannot be read here', { cause })
