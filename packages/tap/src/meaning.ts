import type { Id } from 'iorpc'
import type { Binding } from './binding.js'
import type { Call } from './call.js'
import type { Epoch } from './epoch.js'
import { isId, keyOf, type ReadPacket, THROW, UNBIND } from './packet.js'
import type { CallOutcome, Direction, PacketKind } from './types.js'

/** What a packet turned out to be. */
export interface Meaning {
  readonly kind: PacketKind
  readonly name: string
  readonly id: Id
  readonly callId: Id | false
  /** The binding that it calls or gives up. */
  readonly binding?: Binding | undefined
  /** The call that it answers or gives up, and how. */
  readonly call?: Call | undefined
  readonly outcome?: CallOutcome
  readonly error?: string | undefined
}

/** What a packet means in the state that the connection is in. Changes nothing. */
export function readMeaning(epoch: Epoch, direction: Direction, packet: ReadPacket): Meaning {
  const { apiFunc, cbId, args, kind } = packet
  const asked = epoch.waiting[direction === 'in' ? 'out' : 'in']
  if (apiFunc === UNBIND || apiFunc === THROW) {
    const id: unknown = args[0]
    if (!isId(id)) return { kind: 'other', name: apiFunc, id: apiFunc, callId: cbId }
    if (apiFunc === UNBIND) return readUnbind(epoch, direction, id)
    const call = asked.get(keyOf(id))
    const error = typeof args[1] === 'string' ? args[1].slice(0, 300) : undefined
    return { kind: 'error', name: call?.name ?? '', id, callId: id, call, outcome: 'rejected', error }
  }
  const key = keyOf(apiFunc)
  const isNumber = typeof key === 'number'
  if (kind === 'call' || !(isNumber || kind === 'cb' || epoch.hasTextIds)) {
    return { kind: 'call', name: apiFunc, id: apiFunc, callId: cbId }
  }
  const call = asked.get(key)
  if (call) return { kind: 'reply', name: call.name, id: apiFunc, callId: call.id, call, outcome: 'resolved' }
  const binding = epoch[direction === 'in' ? 'own' : 'held'].get(key)
  if (binding) return { kind: 'callback', name: binding.name, id: binding.id, callId: cbId, binding }
  if (!isNumber && kind !== 'cb') return { kind: 'call', name: apiFunc, id: apiFunc, callId: cbId }
  // Too late, or for somebody else on the same channel.
  if (cbId === false) return { kind: 'reply', name: '', id: apiFunc, callId: apiFunc }
  return { kind: 'callback', name: '', id: apiFunc, callId: cbId }
}

/** It gives up a function, the wait for a call, or with a reply's function the wait for its acknowledgement. */
function readUnbind(epoch: Epoch, direction: Direction, id: Id): Meaning {
  const key = keyOf(id)
  const binding = epoch[direction === 'in' ? 'own' : 'held'].get(key)
  if (binding) return { kind: 'unbind', name: binding.name, id, callId: false, binding }
  const asked = epoch.waiting[direction === 'in' ? 'out' : 'in'].get(key)
  const call = epoch.waiting[direction].get(key) ?? (asked?.isAcknowledgement ? asked : undefined)
  return { kind: 'unbind', name: call?.name ?? '', id, callId: call?.id ?? false, call, outcome: 'aborted' }
}
