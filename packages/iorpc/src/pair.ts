import { createAnswers } from './answers.js'
import { createBindings, idSequence } from './bindings.js'
import { createCallbacks } from './callbacks.js'
import { takeCallOptions } from './callOptions.js'
import { createCalls } from './calls.js'
import { createContextClass } from './context.js'
import { createDispatch } from './dispatch.js'
import { IorpcError } from './errors.js'
import type { AnyFn } from './functions.js'
import { contained } from './observer.js'
import { createOutbox } from './outbox.js'
import { UNBIND } from './packet.js'
import { createRemote, createRemoteFunction } from './remote.js'
import type { Remote, UntypedApi } from './remoteTypes.js'
import type { Id, Pair, PairConfig } from './types.js'
import { createWaiters } from './waiters.js'

/**
 * Connects two contexts: functions of the other side can be called as if they were here, and functions travel both
 * ways as arguments and results.
 *
 * @param config `send` and `on` of any transport (spread one of `iorpc/transports`), `local` with the functions that
 *   the other side may call, `options`, and an `observer`
 * @throws `IorpcError` `IORPC_BAD_OPTION` when `send` or `on` is no function
 *
 * @example
 * const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
 * const { remote } = pair<WorkerApi>({
 *   send: (packet) => worker.postMessage(packet),
 *   on: (handler) => worker.addEventListener('message', (event) => handler(event.data)),
 * })
 * await remote.processData([1, 2, 3], (progress) => console.log(progress))
 */
export function pair<RemoteApi = UntypedApi, LocalApi extends object = UntypedApi>(
  config: PairConfig<RemoteApi, LocalApi>,
): Pair<RemoteApi, LocalApi> {
  if (typeof config?.send !== 'function' || typeof config.on !== 'function') {
    throw new IorpcError(
      'IORPC_BAD_OPTION',
      'pair() needs the functions send and on: pair({ send, on, local, options })',
    )
  }
  const options = config.options ?? {}
  const local = (config.local ?? {}) as LocalApi
  const observer = config.observer && contained(config.observer)
  const { injectToThis = true } = options
  let isClosed = false

  const bindings = createBindings(options.cbIdGenerator ?? idSequence())
  const pending = () => bindings.calls.size + bindings.callbacks.size
  const callbacks = createCallbacks(bindings, observer)
  const waiters = createWaiters(bindings, callbacks, observer)
  const outbox = createOutbox(config, bindings, callbacks, waiters, options, observer)
  const calls = createCalls(bindings, callbacks, waiters, outbox, options, observer)
  const answers = createAnswers(bindings, waiters, outbox, options)

  const call = (kind: 'call' | 'cb') => (name: string, args: unknown[]) => {
    const callOptions = takeCallOptions()
    if (isClosed) return Promise.reject(closedError())
    return calls.start(kind, name, args, callOptions)
  }
  const callNoWait = (name: string, args: unknown[]) => {
    const callOptions = takeCallOptions()
    if (!isClosed) calls.notify('call', name, args, callOptions)
  }
  const callFunction = call('cb')
  const unbind = (id: Id) => {
    observer?.released?.({ side: 'held', id, reason: 'unbound' })
    if (!isClosed) outbox.notify(UNBIND, [id])
  }
  const remote = createRemote(call('call'), callNoWait)
  const contexts = injectToThis
    ? { call: createContextClass(remote, pending, local), cb: createContextClass(remote, pending) }
    : undefined
  const revive = (id: Id) => createRemoteFunction(id, callFunction, unbind)
  const dispatch = createDispatch(
    local,
    bindings,
    callbacks,
    waiters,
    outbox,
    answers,
    revive,
    contexts,
    options,
    observer,
  )

  const rejectAll = (error: unknown = closedError()) => {
    const waiting = [...bindings.calls.values()]
    for (const waiter of waiting) bindings.remove(waiter)
    callbacks.release([...bindings.callbacks.values()], 'closed')
    dispatch.cancelAll()
    for (const waiter of waiting) waiters.rejectRemoved(waiter, () => error)
  }

  config.on((raw) => {
    if (!isClosed) dispatch.receive(raw)
  })
  config.onClose?.((reason) => rejectAll(reason ?? closedError()))

  return {
    remote: remote as Remote<RemoteApi>,
    local,
    pending,
    bindings: () => ({ calls: bindings.calls.size, callbacks: bindings.callbacks.size }),
    rejectAll,
    release(fn: AnyFn): boolean {
      const bound = bindings.of(fn)
      callbacks.release(bound, 'released')
      return bound.length > 0
    },
    close(): void {
      if (isClosed) return
      isClosed = true
      rejectAll()
      config.close?.()
    },
  }
}

const closedError = () => new IorpcError('IORPC_CLOSED', 'iorpc: transport closed')
