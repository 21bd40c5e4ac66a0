import type { Id } from 'iorpc'
import type { Binding } from './binding.js'
import type { Call } from './call.js'
import type { Epoch } from './epoch.js'
import { isId, keyOf, type ReadPacket, THROW, UNBIND } from './packet.js'
import type { CallOutcome, Direction, PacketKind } from './types.js'

/** What a packet turned out to be. A class, so that all are of one shape: they are read for every packet. */
export class Meaning {
  readonly kind: PacketKind
  readonly name: string
  readonly id: Id
  readonly callId: Id | false
  /** The binding that it calls or gives up. */
  readonly binding: Binding | undefined
  /** The call that it answers or gives up, and how. */
  readonly call: Call | undefined
  readonly outcome: CallOutcome | undefined
  readonly error: string | undefined

  constructor(
    kind: PacketKind,
    name: string,
    id: Id,
    callId: Id | false,
    binding?: Binding,
    call?: Call,
    outcome?: CallOutcome,
    error?: string,
  ) {
    this.kind = kind
    this.name = name
    this.id = id
    this.callId = callId
    this.binding = binding
    this.call = call
    this.outcome = outcome
    this.error = error
  }
}

/** What a packet means in the state that the connection is in. Changes nothing. */
export function readMeaning(epoch: Epoch, direction: Direction, packet: ReadPacket): Meaning {
  const { apiFunc, cbId, args, kind } = packet
  const asked = epoch.waiting[direction === 'in' ? 'out' : 'in']
  if (apiFunc === UNBIND || apiFunc === THROW) {
    const id: unknown = args[0]
    if (!isId(id)) return new Meaning('other', apiFunc, apiFunc, cbId)
    if (apiFunc === UNBIND) return readUnbind(epoch, direction, id)
    const call = asked.get(keyOf(id))
    const error = typeof args[1] === 'string' ? args[1].slice(0, 300) : undefined
    return new Meaning('error', call?.name ?? '', id, id, undefined, call, 'rejected', error)
  }
  const key = keyOf(apiFunc)
  const isNumber = typeof key === 'number'
  if (kind === 'call' || !(isNumber || kind === 'cb' || epoch.hasTextIds)) {
    return new Meaning('call', apiFunc, apiFunc, cbId)
  }
  const call = asked.get(key)
  if (call) return new Meaning('reply', call.name, apiFunc, call.id, undefined, call, 'resolved')
  const binding = epoch[direction === 'in' ? 'own' : 'held'].get(key)
  if (binding) return new Meaning('callback', binding.name, binding.id, cbId, binding)
  if (!isNumber && kind !== 'cb') return new Meaning('call', apiFunc, apiFunc, cbId)
  // Too late, or for somebody else on the same channel.
  if (cbId === false) return new Meaning('reply', '', apiFunc, apiFunc)
  return new Meaning('callback', '', apiFunc, cbId)
}

/** It gives up a function, the wait for a call, or with a reply's function the wait for its acknowledgement. */
function readUnbind(epoch: Epoch, direction: Direction, id: Id): Meaning {
  const key = keyOf(id)
  const binding = epoch[direction === 'in' ? 'own' : 'held'].get(key)
  if (binding) return new Meaning('unbind', binding.name, id, false, binding)
  const asked = epoch.waiting[direction === 'in' ? 'out' : 'in'].get(key)
  const call = epoch.waiting[direction].get(key) ?? (asked?.isAcknowledgement ? asked : undefined)
  return new Meaning('unbind', call?.name ?? '', id, call?.id ?? false, undefined, call, 'aborted')
}
