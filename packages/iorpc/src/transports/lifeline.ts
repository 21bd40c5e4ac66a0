// How one side of a port learns that the context of the other side is gone.
//
// Browsers do not tell it: the `close` event of ports is not there everywhere, and a worker that is terminated or closes
// itself does so in silence. But a Web Lock is released by the browser when the context that holds it dies, however it
// dies. So each worker holds a lock of its own, and whoever talks to it waits for that lock.
//
//  1. With its first packet a side transfers one port more than the packet contains: the lifeline. A peer that knows
//     nothing of lifelines sees the packet alone.
//  2. The other side, if it is a worker, answers on the lifeline with the name of its lock; documents answer `''`,
//     because a held lock keeps a page out of the back/forward cache, and they can say goodbye when they go.
//  3. Who gets a name waits for that lock. Contexts of another origin or storage partition have locks of their own, where
//     every name is free: unless the worker is known to be of our own, the lock must be seen to be held first.
//  4. The goodbye of a side that closes in an orderly way is a packet, so that it comes after all others: `iorpcUnbind`
//     of an id that nobody has, which every peer ignores.

import { isObject, UNBIND } from '../packet.js'
import type { Packet } from '../types.js'
import { randomId } from './randomId.js'

const lockPrefix = 'iorpc-alive-'

/** Says that the sender will not be heard again. */
export const goodbye: Packet = { apiFunc: UNBIND, cbId: false, args: ['iorpc-goodbye'], argsTransform: [] }

export const isGoodbye = (packet: unknown): boolean =>
  isObject(packet) &&
  packet.apiFunc === goodbye.apiFunc &&
  Array.isArray(packet.args) &&
  packet.args[0] === goodbye.args[0]

/**
 * @param isOurs the other side is surely of the same origin and storage partition
 * @param onAlive the other side takes part
 * @param onDead its context is gone
 * @returns the port to transfer, and what ends the watch
 */
export function watchPeer(
  isOurs: boolean,
  onAlive: () => void,
  onDead: () => void,
): { port: MessagePort; stop(): void } {
  const { port1, port2 } = new MessageChannel()
  const stopped = new AbortController()
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    port1.close()
    onAlive()
    if (typeof data !== 'string' || !data.startsWith(lockPrefix)) return
    // No access to locks, or the watch was stopped: then there is nothing to be told.
    waitForDeath(data, isOurs, stopped.signal).then(onDead, () => {})
  }
  return {
    port: port2,
    stop() {
      stopped.abort()
      port1.close()
    },
  }
}

async function waitForDeath(name: string, isOurs: boolean, signal: AbortSignal): Promise<void> {
  const isHeld = async () => (await navigator.locks.query()).held?.some((lock) => lock.name === name)
  if (!isOurs && !(await isHeld())) throw new Error('Nobody here can hold that lock')
  await navigator.locks.request(name, { mode: 'shared', signal }, () => {})
}

/** Answers on the lifeline that came with a packet, if one did. */
export function answerLifeline(packet: unknown, ports: readonly MessagePort[]): void {
  const last = ports.at(-1)
  if (last && !contains(packet, last)) void lockName().then((name) => last.postMessage(name))
}

let ownLock: Promise<string> | undefined

/**
 * The lock that this context holds for as long as it lives; `''` where there are no locks or none should be held. It is
 * held in mode `exclusive`, and waited for in mode `shared`: so all who wait learn of the end at once.
 */
export function lockName(): Promise<string> {
  ownLock ??= new Promise((resolve) => {
    if (typeof document !== 'undefined' || !globalThis.navigator?.locks) return resolve('')
    const name = lockPrefix + randomId()
    const hold = () => {
      resolve(name)
      return new Promise(() => {})
    }
    navigator.locks.request(name, hold).catch(() => resolve(''))
  })
  return ownLock
}

/** In doubt, when it lies too deep, it does. */
function contains(value: unknown, port: MessagePort, depth = 0, seen = new Set<object>()): boolean {
  if (value === port || depth > 100) return true
  if (!isObject(value) || ArrayBuffer.isView(value) || seen.has(value)) return false
  seen.add(value)
  const entries = value instanceof Map || value instanceof Set ? [...value.entries()] : Object.values(value)
  return entries.some((entry) => contains(entry, port, depth + 1, seen))
}
