import type { Answers } from './answers.js'
import { keyOf, type Bindings, type Waiter } from './bindings.js'
import type { Callbacks } from './callbacks.js'
import { InboundCall } from './context.js'
import { IorpcError, RemoteError } from './errors.js'
import { unpack, type AnyFn } from './functions.js'
import { isThenable, type Outbox } from './outbox.js'
import { checkArgs, isAddressed, isId, THROW, UNBIND } from './packet.js'
import type { AnyFunction } from './remoteTypes.js'
import type { Id, Packet, PairObserver, PairOptions } from './types.js'
import type { Waiters } from './waiters.js'

/** Classes of `this`, for functions of `local` and for callbacks; absent without `injectToThis`. */
export interface ContextClasses {
  call: new () => InboundCall
  cb: new () => InboundCall
}

export type Dispatch = ReturnType<typeof createDispatch>

/** Inbound: what becomes of each packet. Nothing that arrives makes it throw. */
export function createDispatch(
  local: object,
  bindings: Bindings,
  callbacks: Callbacks,
  waiters: Waiters,
  outbox: Outbox,
  answers: Answers,
  revive: (id: Id) => AnyFunction,
  contexts: ContextClasses | undefined,
  options: PairOptions,
  observer: PairObserver | undefined,
) {
  const { allowNestedFunctions = false, taggedPackets, ignoreCallbackUnavailable, releasedCallback } = options
  const { maxPendingResponses = 10_000, errorDetails, cbIdGenerator } = options
  /** Calls of the other side that are being worked on. */
  const inbound = new Map<Id, InboundCall>()

  const drop = (reason: string, packet: unknown) => observer?.dropped?.({ reason, packet })

  const receive = (raw: unknown): unknown => {
    if (!isAddressed(raw)) return drop('not a packet', raw)
    const { apiFunc, cbId, args, argsTransform, kind } = raw
    const key = keyOf(apiFunc)
    let fault = checkArgs(args, argsTransform, allowNestedFunctions)
    if (taggedPackets && kind !== 'call' && kind !== 'cb') fault ??= 'both sides must set taggedPackets alike'
    const isControl = apiFunc === UNBIND || apiFunc === THROW
    if (isControl && cbId !== false) fault ??= `${apiFunc} is reserved`
    if (fault) {
      const waiter = bindings.calls.get(key)
      if (waiter)
        waiters.reject(waiter, () => new IorpcError('IORPC_BAD_PACKET', `${waiter.method}: ${fault}`))
      return cbId === false ? drop(fault, raw) : answers.refuse(cbId, 'IORPC_BAD_PACKET', fault)
    }
    // A number can be a name as well: `local` may have functions of such names.
    const mayBeId = taggedPackets ? kind === 'cb' : key !== apiFunc || cbIdGenerator !== undefined
    if (mayBeId) {
      const waiter = bindings.calls.get(key)
      if (waiter) return settle(waiter, raw)
      const callback = bindings.callbacks.get(key)
      if (callback) {
        bindings.touch(callback)
        observer?.called?.({ side: 'own', id: callback.id, callId: cbId })
        return invoke(callback.fn, undefined, 'cb', raw)
      }
    }
    if (!taggedPackets || kind === 'call') {
      if (isControl) return apiFunc === UNBIND ? unbound(args[0], raw) : thrown(args, raw)
      const fn = ownFunction(local, apiFunc)
      if (fn) return invoke(fn, local, 'call', raw)
    }
    missing(raw, key, mayBeId)
  }

  /** Ids become functions. */
  const reviveAll = ({ args, argsTransform, cbId: callId }: Packet, method: string): unknown[] =>
    isEmpty(argsTransform)
      ? args
      : unpack(args, argsTransform, (id, path) => {
          const fn = revive(id)
          observer?.bound?.({ side: 'held', id, fn, method, callId, path: path.join('.') })
          return fn
        })

  const settle = (waiter: Waiter, packet: Packet) => {
    if (!isEmpty(packet.argsTransform)) bindings.remember(waiter.id, 'answered')
    waiters.resolve(waiter, reviveAll(packet, waiter.method)[0])
    if (packet.cbId !== false) outbox.notify(String(packet.cbId), [undefined], 'cb')
  }

  /** Whether the caller waits for the answer, and has not given up. */
  const isAwaited = (id: Id | false, call: InboundCall | undefined): id is Id =>
    id !== false && !(call && InboundCall.isCancelled(call))

  const end = (packet: Packet, kind: 'call' | 'cb', call: InboundCall | undefined, result: unknown, isSync: boolean) => {
    const { apiFunc: method, cbId: id } = packet
    observer?.callSettled?.({ direction: 'in', id, kind, method, outcome: 'resolved' })
    if (isAwaited(id, call)) answers.resolve(id, method, result, isSync)
  }

  const fail = (packet: Packet, kind: 'call' | 'cb', call: InboundCall | undefined, error: unknown) => {
    const { apiFunc: method, cbId: id } = packet
    observer?.callSettled?.({ direction: 'in', id, kind, method, outcome: 'rejected', error })
    if (isAwaited(id, call)) answers.reject(id, error)
  }

  const invoke = (fn: AnyFn, owner: object | undefined, kind: 'call' | 'cb', packet: Packet) => {
    const { apiFunc: method, cbId: id } = packet
    const args = reviveAll(packet, method)
    observer?.callStarted?.({ direction: 'in', id, kind, method })
    const context = contexts && new contexts[kind]()

    try {
      const result: unknown = fn.apply(context ?? owner, args as never[])
      if (!isThenable(result)) return end(packet, kind, context, result, true)
      const forget = id !== false && context ? track(keyOf(id), context) : undefined
      Promise.resolve(result).then(
        (value) => {
          forget?.()
          end(packet, kind, context, value, false)
        },
        (error: unknown) => {
          forget?.()
          fail(packet, kind, context, error)
        },
      )
    } catch (error) {
      fail(packet, kind, context, error)
    }
  }

  const track = (key: Id, call: InboundCall) => {
    if (inbound.size < maxPendingResponses) inbound.set(key, call)
    return () => void (inbound.get(key) === call && inbound.delete(key))
  }

  /** Nothing is, or no longer is, under that name or id. */
  const missing = (packet: Packet, key: Id, mayBeId: boolean) => {
    const { apiFunc, args, argsTransform, cbId } = packet
    const fate = mayBeId ? bindings.past.get(key) : undefined
    if (
      mayBeId &&
      !ignoreCallbackUnavailable &&
      (fate === 'released' || fate === 'abandoned' || cbId === false)
    ) {
      // Nobody here will call the functions that it carries. A second copy of an answer carries those in use.
      if (fate !== 'answered') unpack(args, argsTransform, (id) => outbox.notify(UNBIND, [id]))
      if (fate === 'abandoned' && cbId !== false) outbox.notify(UNBIND, [cbId])
    }
    const isDropped =
      cbId === false || fate === 'abandoned' || fate === 'answered' || (ignoreCallbackUnavailable && !fate)
    if (isDropped) return drop(`nothing is bound to ${apiFunc}`, packet)
    if (fate && releasedCallback !== 'error') return answers.resolve(cbId, apiFunc, undefined, true)
    if (fate) return answers.refuse(cbId, 'IORPC_RELEASED', `Callback ${apiFunc} was released by its owner`)
    if (mayBeId && key !== apiFunc)
      return answers.refuse(cbId, 'IORPC_NO_CALLBACK', `Callback ${apiFunc} is not bound (any more)`)
    answers.refuse(cbId, 'IORPC_NO_FUNCTION', `The other side has no function ${apiFunc}`)
  }

  const unbound = (id: unknown, raw: unknown) => {
    const key = isId(id) ? keyOf(id) : NaN
    const callback = bindings.callbacks.get(key)
    if (callback) return callbacks.release([callback], 'unbound')
    const call = inbound.get(key)
    if (call) {
      inbound.delete(key)
      return InboundCall.cancel(call)
    }
    const waiter = bindings.calls.get(key)
    // An answer that came too late to be acknowledged; any other wait is not the other side's to end.
    if (waiter && !waiter.resolve) waiters.resolve(waiter, undefined)
    else drop('nothing to unbind', raw)
  }

  const thrown = ([callId, value, stack, details]: unknown[], raw: unknown) => {
    const waiter = isId(callId) && bindings.calls.get(keyOf(callId))
    if (!waiter) return drop('nothing waits for this error', raw)
    waiters.reject(waiter, (boundary) => {
      if (typeof stack !== 'string') return value
      const error = new RemoteError(String(value), stack, boundary)
      return errorDetails ? errorDetails.apply(error, details) : error
    })
  }

  return {
    receive(raw: unknown): void {
      try {
        receive(raw)
      } catch (error) {
        drop(String(error), raw)
      }
    },

    /** Their callers are gone. */
    cancelAll(): void {
      const cancelled = [...inbound.values()]
      inbound.clear()
      for (const call of cancelled) InboundCall.cancel(call)
    },
  }
}

const isEmpty = (transform: Packet['argsTransform']): boolean =>
  Array.isArray(transform) ? transform.length === 0 : Object.keys(transform).length === 0

/** A function of `local` itself or a method of its class; nothing that every object or function has. */
function ownFunction(local: object, name: string): AnyFn | undefined {
  if (name === 'constructor' || name === '__proto__') return undefined
  let value: unknown
  if (Object.hasOwn(local, name)) value = (local as Record<string, unknown>)[name]
  else {
    let level = Object.getPrototypeOf(local) as object | null
    while (level && level !== Function.prototype && Object.getPrototypeOf(level) && value === undefined) {
      value = Object.getOwnPropertyDescriptor(level, name)?.value
      level = Object.getPrototypeOf(level) as object | null
    }
  }
  return typeof value === 'function' ? (value as AnyFn) : undefined
}
