import type { Id } from 'iorpc'
import { type Connection, controlPacket } from './connection.js'
import type { Epoch } from './epoch.js'
import { functionsOf, isId, keyOf, readPacket, THROW, UNBIND, type ReadPacket } from './packet.js'
import type { TapControls } from './types.js'

interface Waiter {
  readonly epoch: Epoch
  resolve(value: unknown): void
  reject(error: Error): void
}

/** Acts on a connection from outside of its pair: only packets are used, so that any peer will do. */
export function createControls(connection: Connection): TapControls {
  const { recorder, faulty } = connection
  const waiters = new Map<Id, Waiter>()
  let nextId = -1 - Math.floor(Math.random() * 0x40000000)

  const post = (epoch: Epoch, apiFunc: string, args: unknown[]) => {
    const packet = controlPacket(apiFunc, args, epoch.isTagged)
    recorder.passed(epoch, 'out', packet)
    return epoch.transport?.send(packet)
  }

  connection.intercept = (epoch, raw) => {
    if (waiters.size === 0) return false
    const packet = readPacket(raw)
    if (!packet) return false
    const isError = packet.apiFunc === THROW
    const id = isError ? packet.args[0] : packet.apiFunc
    const waiter = isId(id) ? waiters.get(keyOf(id)) : undefined
    if (!waiter || !isId(id)) return false
    waiters.delete(keyOf(id))
    if (isError) waiter.reject(new Error(String(packet.args[1])))
    else waiter.resolve(resultOf(packet))
    // Nobody here can use what it carries, and its acknowledgement is owed.
    for (const carried of functionsOf(packet)) post(epoch, UNBIND, [carried.id])
    if (!isError && packet.cbId !== false) post(epoch, UNBIND, [packet.cbId])
    return true
  }

  recorder.onEnd = (epoch) => {
    for (const [id, waiter] of waiters) {
      if (waiter.epoch !== epoch) continue
      waiters.delete(id)
      waiter.reject(new Error('The connection has closed'))
    }
  }

  return {
    unbind(key) {
      const { epoch } = recorder
      const [, side, id = ''] = /^\d+:(own|held):(.*)$/s.exec(key) ?? []
      const binding = epoch[side === 'own' ? 'own' : 'held'].get(keyOf(id))
      if (binding?.key !== key) return false
      if (binding.side === 'own') {
        connection.deliver(controlPacket(UNBIND, [binding.id], epoch.isTagged))
        return true
      }
      const fn = binding.held?.deref() as { unbind?: () => void } | undefined
      if (fn?.unbind) fn.unbind()
      else {
        post(epoch, UNBIND, [binding.id])
        recorder.released(epoch, { side: 'held', id: binding.id, reason: 'unbound' })
      }
      return true
    },

    call(name, args) {
      const { epoch } = recorder
      const { transport } = epoch
      if (!transport || epoch.isOver)
        return Promise.reject(new Error(`The connection is ${connection.status}`))
      const id = nextId--
      const packet = { apiFunc: name, cbId: id, args: [...args], argsTransform: [] }
      return new Promise((resolve, reject) => {
        waiters.set(id, { epoch, resolve, reject })
        const tagged = epoch.isTagged ? { ...packet, kind: 'call' as const } : packet
        recorder.passed(epoch, 'out', tagged)
        const call = epoch.waiting.out.get(id)
        if (call) {
          call.isManual = true
          epoch.manual++
        }
        const fail = (error: unknown) => {
          waiters.delete(id)
          reject(error instanceof Error ? error : new Error(String(error)))
        }
        try {
          Promise.resolve(connection.transmit(epoch, transport, [tagged])).catch(fail)
        } catch (error) {
          fail(error)
        }
      })
    },

    setFaults(faults) {
      faulty.faults = faults
    },
    faults: () => faulty.faults,
    close: () => connection.close(),
  }
}

/** What an answer brings, with functions that say that they have been given back. */
function resultOf(packet: ReadPacket): unknown {
  const functions = functionsOf(packet)
  if (functions.length === 0) return packet.args[0]
  const args = structuredClone(packet.args)
  for (const { path } of functions) {
    const keys = path.split('.')
    const last = keys.pop() ?? ''
    const holder = keys.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      args,
    )
    if (typeof holder === 'object' && holder !== null) (holder as Record<string, unknown>)[last] = givenBack
  }
  return args[0]
}

function givenBack(): never {
  throw new Error('A function that a call by hand has brought is given back at once')
}
