import { keyOf, type Bindings, type Waiter } from './bindings.js'
import type { Callbacks } from './callbacks.js'
import type { Calls } from './calls.js'
import { InboundCall } from './context.js'
import { applyDetails } from './errorDetails.js'
import { IorpcError, RemoteError } from './errors.js'
import { unpack, type AnyFn } from './functions.js'
import { isThenable, type Outbox } from './outbox.js'
import { isId, parsePacket, THROW, UNBIND, type ParsedPacket } from './packet.js'
import type { AnyFunction } from './remoteTypes.js'
import type { Replies } from './replies.js'
import type { Id, PairObserver, PairOptions } from './types.js'

/** The classes of `this` for functions of `local` and for callbacks; absent without `injectToThis`. */
export interface ContextClasses {
  Local: new () => InboundCall
  Callback: new () => InboundCall
}

export type Dispatch = ReturnType<typeof createDispatch>

/** Inbound: what becomes of each packet. Nothing that arrives makes it throw. */
export function createDispatch(
  local: object,
  bindings: Bindings,
  callbacks: Callbacks,
  calls: Calls,
  replies: Replies,
  outbox: Outbox,
  revive: (id: Id) => AnyFunction,
  contexts: ContextClasses | undefined,
  options: PairOptions,
  observer: PairObserver | undefined,
) {
  const { allowNestedFunctions = false, taggedPackets = false, ignoreCallbackUnavailable = false } = options
  const { maxPendingResponses = 10_000, errorDetails = false, releasedCallback = 'undefined' } = options
  /** Calls of the other side that it may still give up. */
  const inbound = new Map<Id, InboundCall>()

  const drop = (reason: string, packet: unknown) => observer?.dropped?.({ reason, packet })

  const receive = (raw: unknown): void => {
    const packet = parsePacket(raw, allowNestedFunctions)
    if ('fault' in packet) return refuse(packet.apiFunc, packet.cbId, 'IORPC_BAD_PACKET', packet.fault, raw)
    const { apiFunc, cbId, args, kind } = packet
    if (taggedPackets && kind !== 'call' && kind !== 'cb') {
      return refuse(
        apiFunc,
        cbId,
        'IORPC_BAD_PACKET',
        'kind is missing: both sides must set taggedPackets alike',
        raw,
      )
    }
    const mayBeId = taggedPackets ? kind === 'cb' : canBeId(apiFunc)
    if (mayBeId) {
      const key = keyOf(apiFunc)
      const waiter = bindings.calls.get(key)
      if (waiter) return settle(waiter, packet)
      const callback = bindings.callbacks.get(key)
      if (callback) {
        bindings.touch(callback)
        observer?.called?.({ side: 'own', id: callback.id, callId: cbId })
        return invoke(callback.fn, undefined, contexts?.Callback, packet, 'cb')
      }
      if (taggedPackets) return missing(packet, true, raw)
    }
    if (apiFunc === THROW || apiFunc === UNBIND) {
      if (cbId !== false) return replies.refuse(cbId, 'IORPC_BAD_PACKET', `${apiFunc} is reserved`)
      return apiFunc === UNBIND ? unbound(args[0], raw) : thrown(args, raw)
    }
    const fn = ownFunction(local, apiFunc)
    if (fn) return invoke(fn, local, contexts?.Local, packet, 'call')
    missing(packet, mayBeId, raw)
  }

  const canBeId = (apiFunc: string) =>
    options.cbIdGenerator !== undefined || typeof keyOf(apiFunc) === 'number'

  const refuse = (
    apiFunc: string,
    cbId: Id | false,
    code: 'IORPC_BAD_PACKET',
    reason: string,
    raw: unknown,
  ) => {
    const waiter = bindings.calls.get(keyOf(apiFunc))
    if (waiter)
      calls.reject(
        waiter,
        () => new IorpcError(code, `The answer of ${waiter.method} breaks the protocol: ${reason}`),
      )
    if (cbId !== false) replies.refuse(cbId, code, reason)
    else drop(reason, raw)
  }

  /** Ids become functions. */
  const reviveAll = ({ args, cbId, transform }: ParsedPacket, method: string): unknown[] => {
    if (!transform) return args
    return unpack(args, transform, (id, path) => {
      const fn = revive(id)
      observer?.bound?.({ side: 'held', id, fn, method, callId: cbId, path })
      return fn
    })
  }

  /** Functions that nobody here will ever call. */
  const unbindAll = ({ args, transform }: ParsedPacket) => {
    if (transform) unpack(args, transform, (id) => outbox.notify(UNBIND, [id]))
  }

  const settle = (waiter: Waiter, packet: ParsedPacket) => {
    const { cbId, transform } = packet
    if (transform) bindings.remember(waiter.id, 'answered')
    calls.resolve(waiter, reviveAll(packet, waiter.method)[0])
    if (cbId !== false) outbox.notify(String(cbId), [undefined], 'cb')
  }

  const invoke = (
    fn: AnyFn,
    owner: object | undefined,
    Context: (new () => InboundCall) | undefined,
    packet: ParsedPacket,
    kind: 'call' | 'cb',
  ) => {
    const { apiFunc: method, cbId } = packet
    const args = reviveAll(packet, method)
    observer?.callStarted?.({ direction: 'in', id: cbId, kind, method })
    const context = Context && new Context()
    const isTracked = context !== undefined && cbId !== false && inbound.size < maxPendingResponses
    if (isTracked) inbound.set(keyOf(cbId), context)

    /** @returns whether the caller still waits */
    const end = (outcome: 'resolved' | 'rejected', error?: unknown): boolean => {
      observer?.callSettled?.({ direction: 'in', id: cbId, kind, method, outcome, error })
      if (isTracked && inbound.get(keyOf(cbId)) === context) inbound.delete(keyOf(cbId))
      return !context || !InboundCall.isCancelled(context)
    }
    const succeed = (result: unknown, isSync: boolean) => {
      if (end('resolved') && cbId !== false) replies.resolve(cbId, method, result, isSync)
    }
    const fail = (error: unknown) => {
      if (end('rejected', error) && cbId !== false) replies.reject(cbId, error)
    }

    let result: unknown
    let isAsync: boolean
    try {
      result = fn.apply(context ?? owner, args as never[])
      isAsync = isThenable(result)
    } catch (error) {
      return fail(error)
    }
    if (isAsync) Promise.resolve(result).then((value) => succeed(value, false), fail)
    else succeed(result, true)
  }

  /** Nothing is, or no longer is, under that name or id. */
  const missing = (packet: ParsedPacket, isNumeric: boolean, raw: unknown) => {
    const { apiFunc, cbId } = packet
    const fate = bindings.past.get(keyOf(apiFunc))
    const isLateAnswer = fate === 'abandoned' || fate === 'answered' || (cbId === false && isNumeric)
    if (isLateAnswer || (isNumeric && fate === 'released')) {
      // A second copy of an answer carries functions that are in use.
      if (fate !== 'answered' && !ignoreCallbackUnavailable) {
        unbindAll(packet)
        if (fate === 'abandoned' && cbId !== false) outbox.notify(UNBIND, [cbId])
      }
      if (fate === 'released' && cbId !== false) answerReleased(apiFunc, cbId)
      else drop(`nothing waits for ${apiFunc}`, raw)
      return
    }
    if (cbId === false || ignoreCallbackUnavailable) return drop(`no function or callback ${apiFunc}`, raw)
    if (isNumeric)
      replies.refuse(
        cbId,
        'IORPC_NO_CALLBACK',
        `Callback ${apiFunc} is not bound: it was unbound, or dropped at maxPendingResponses`,
      )
    else
      replies.refuse(
        cbId,
        'IORPC_NO_FUNCTION',
        `There is no function ${JSON.stringify(apiFunc)} on the other side`,
      )
  }

  const answerReleased = (apiFunc: string, cbId: Id) => {
    if (releasedCallback === 'error')
      replies.refuse(cbId, 'IORPC_RELEASED', `Callback ${apiFunc} was released by its owner`)
    else replies.resolve(cbId, apiFunc, undefined, false)
  }

  const unbound = (id: unknown, raw: unknown) => {
    if (!isId(id)) return drop('iorpcUnbind needs an id', raw)
    const key = keyOf(id)
    const callback = bindings.callbacks.get(key)
    if (callback) return callbacks.release(callback, 'unbound')
    const call = inbound.get(key)
    const waiter = bindings.calls.get(key)
    if (call) {
      inbound.delete(key)
      InboundCall.cancel(call)
    } else if (waiter && !waiter.resolve) calls.resolve(waiter, undefined)
    else drop('iorpcUnbind of an unknown id', raw)
  }

  const thrown = ([callId, value, stack, details]: unknown[], raw: unknown) => {
    const waiter = isId(callId) ? bindings.calls.get(keyOf(callId)) : undefined
    if (!waiter) return drop('iorpcThrowError for no waiting call', raw)
    calls.reject(waiter, (boundary) => {
      if (typeof stack !== 'string') return value
      const error = new RemoteError(String(value), stack, boundary)
      return errorDetails ? applyDetails(error, details) : error
    })
  }

  return {
    receive(raw: unknown): void {
      try {
        receive(raw)
      } catch (error) {
        drop(`it could not be handled: ${String(error)}`, raw)
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

/** A function of `local` itself or a method of its class; nothing that every object or function has. */
function ownFunction(local: object, name: string): AnyFn | undefined {
  if (name === 'constructor' || name === '__proto__') return undefined
  if (Object.hasOwn(local, name)) return asFunction((local as Record<string, unknown>)[name])
  for (
    let level = Object.getPrototypeOf(local) as object | null;
    level;
    level = Object.getPrototypeOf(level) as object | null
  ) {
    if (level === Function.prototype || Object.getPrototypeOf(level) === null) return undefined
    const property = Object.getOwnPropertyDescriptor(level, name)
    if (property) return asFunction(property.value)
  }
  return undefined
}

const asFunction = (value: unknown) => (typeof value === 'function' ? (value as AnyFn) : undefined)
