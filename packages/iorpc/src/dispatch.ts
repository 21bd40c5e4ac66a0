import { answer, inboundCall, inboundKey, refuse, returned, threw } from './answers.js'
import { fateOf, remember, touch, type Waiter } from './bindings.js'
import { eventOf, release } from './callbacks.js'
import { cancel } from './context.js'
import { IorpcError, messageOf, RemoteError } from './errors.js'
import { unpack, type AnyFn } from './functions.js'
import { isThenable, notify } from './outbox.js'
import { faultIn, isAddressed, isEmpty, isId, keyOf, THROW, UNBIND } from './packet.js'
import { remoteFunction } from './remote.js'
import type { State } from './state.js'
import type { Id, Packet } from './types.js'
import { rejectCall, resolveCall } from './waiters.js'

/** Inbound: what becomes of a packet. Nothing that arrives makes it throw. */
export function receive(state: State, raw: unknown): void {
  try {
    if (!state.isClosed) route(state, raw)
  } catch (error) {
    drop(state, messageOf(error), raw)
  }
}

function drop({ emit }: State, reason: string, packet: unknown): void {
  emit?.('dropped', { reason, packet })
}

function route(state: State, raw: unknown): void {
  if (!isAddressed(raw)) return drop(state, 'not a packet', raw)
  const { local, taggedPackets } = state
  const { apiFunc, cbId, kind } = raw
  const entry = state.live.get(keyOf(apiFunc))
  const fault = faultIn(raw, state)
  if (fault) {
    if (entry && !entry.fn)
      rejectCall(state, entry, () => new IorpcError('IORPC_BAD_PACKET', `${entry.method}: ${fault}`))
    // Another pair on the channel, with other options, may know what to do with it.
    const isForOthers = state.ignoreCallbackUnavailable && !entry && !ownFunction(local, apiFunc)
    return cbId === false || isForOthers
      ? drop(state, fault, raw)
      : refuse(state, cbId, 'IORPC_BAD_PACKET', fault)
  }
  if (entry && (!taggedPackets || kind === 'cb')) {
    if (!entry.fn) return settle(state, entry, raw)
    touch(state, entry)
    state.emit?.('called', { side: 'own', id: entry.id, callId: cbId })
    return invoke(state, entry.fn, undefined, 'cb', raw)
  }
  if (!taggedPackets || kind === 'call') {
    if (apiFunc === UNBIND) return unbound(state, raw)
    if (apiFunc === THROW) return thrown(state, raw)
    const fn = ownFunction(local, apiFunc)
    if (fn) return invoke(state, fn, local, 'call', raw)
  }
  missing(state, raw)
}

/** Ids become functions. */
function revive(state: State, { args, argsTransform, cbId: callId }: Packet, method: string): unknown[] {
  if (isEmpty(argsTransform)) return args
  return unpack(args, argsTransform, (id, path) => {
    const fn = remoteFunction(state, id)
    state.emit?.('bound', { side: 'held', id, fn, method, callId, path })
    return fn
  })
}

function settle(state: State, waiter: Waiter, packet: Packet): void {
  if (!isEmpty(packet.argsTransform)) remember(state, waiter.id, 'answered')
  resolveCall(state, waiter, revive(state, packet, waiter.method)[0])
  if (packet.cbId !== false) notify(state, 'cb', String(packet.cbId), [undefined])
}

function invoke(
  state: State,
  fn: AnyFn,
  owner: object | undefined,
  kind: 'call' | 'cb',
  packet: Packet,
): void {
  const { contexts, inbound } = state
  const args = revive(state, packet, packet.apiFunc)
  const context = Object.create(contexts ? contexts[kind] : null) as object
  const call = inboundCall(kind, packet, context, state.running)
  state.emit?.('callStarted', eventOf('in', call))
  state.running = call
  try {
    const result: unknown = fn.apply(contexts ? context : owner, args as never[])
    if (!isThenable(result)) return returned(state, call, result, true)
    if (inbound.size < state.maxPendingResponses) inbound.set(inboundKey(call), context)
    Promise.resolve(result).then(
      (value) => returned(state, call, value),
      (error: unknown) => threw(state, call, error),
    )
  } catch (error) {
    threw(state, call, error)
  } finally {
    state.running = call.outer
  }
}

/** Nothing is, or no longer is, under that name or id. */
function missing(state: State, packet: Packet): void {
  const { apiFunc, args, argsTransform, cbId, kind } = packet
  const key = keyOf(apiFunc)
  const isNumber = typeof key === 'number'
  // A number can be a name as well: `local` may have functions of such names.
  const mayBeId = state.taggedPackets ? kind === 'cb' : isNumber || state.cbIdGenerator
  const fate = mayBeId && fateOf(state, key)
  const nothing = `no function ${apiFunc}`
  // Another pair on the channel may know it.
  if (state.ignoreCallbackUnavailable && !fate) return drop(state, nothing, packet)
  // Nobody here will call the functions that it carries. A second copy of an answer carries those in use.
  if (mayBeId) {
    if (fate ? fate !== 'answered' : cbId === false)
      unpack(args, argsTransform, (id) => notify(state, 'call', UNBIND, [id]))
    if (fate === 'abandoned' && cbId !== false) notify(state, 'call', UNBIND, [cbId])
  }
  if (cbId === false || fate === 'abandoned' || fate === 'answered') return drop(state, nothing, packet)

  if (!fate) refuse(state, cbId, mayBeId && isNumber ? 'IORPC_NO_CALLBACK' : 'IORPC_NO_FUNCTION', nothing)
  else if (state.releasedCallback === 'error')
    refuse(state, cbId, 'IORPC_RELEASED', `function ${apiFunc} was released`)
  else answer(state, inboundCall('cb', packet), undefined)
}

/** Where to look for an id in the arguments of a control packet; nothing is kept under the empty one. */
const keyIn = (id: unknown): Id => (isId(id) ? keyOf(id) : '')

function unbound(state: State, packet: Packet): void {
  const key = keyIn(packet.args[0])
  const entry = state.live.get(key)
  let call = state.running
  while (call && (call.id === false || keyOf(call.id) !== key)) call = call.outer
  const context = state.inbound.get(key) ?? call?.context
  if (entry?.fn) release(state, [entry], 'unbound')
  else if (context) {
    state.inbound.delete(key)
    cancel(context)
  }
  // An answer that came too late to be acknowledged; any other wait is not the other side's to end.
  else if (entry && !entry.resolve) resolveCall(state, entry, undefined)
  else drop(state, 'nothing to unbind', packet)
}

function thrown(state: State, packet: Packet): void {
  const [callId, value, stack, details] = packet.args
  const waiter = state.live.get(keyIn(callId))
  if (!waiter || waiter.fn) return drop(state, 'nothing waits for this error', packet)
  // The other side itself says so, not a function that was called: nobody holds what the call has brought.
  if (value === stack && typeof stack === 'string' && /\(IORPC_NO_\w+\)$/.test(stack))
    release(state, waiter.bound, 'failed')
  rejectCall(state, waiter, (boundary) => {
    if (typeof stack !== 'string') return value
    const error = new RemoteError(String(value), stack, boundary)
    return state.errorDetails ? state.errorDetails.apply(error, details) : error
  })
}

/** A function of `local` itself or a method of its class; nothing that every object or function has. */
function ownFunction(local: object, name: string): AnyFn | undefined {
  let owner: object | null = local
  while (owner && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner) as object | null
  if (!owner || name === 'constructor' || name === '__proto__') return undefined
  const isOwn = owner === local
  if (!isOwn && (owner === Function.prototype || !Object.getPrototypeOf(owner))) return undefined
  const value: unknown = isOwn
    ? (local as Record<string, unknown>)[name]
    : Object.getOwnPropertyDescriptor(owner, name)?.value
  return typeof value === 'function' ? (value as AnyFn) : undefined
}
