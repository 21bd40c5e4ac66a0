import { createTable, idSequence, remember, type Callback } from './bindings.js'
import { release } from './callbacks.js'
import { callNoWait, closedError, startCall } from './calls.js'
import { cancel, contextPrototype } from './context.js'
import { receive } from './dispatch.js'
import { IorpcError } from './errors.js'
import type { AnyFn } from './functions.js'
import { emitTo } from './observer.js'
import { createRemote } from './remote.js'
import type { Remote, UntypedApi } from './remoteTypes.js'
import type { State } from './state.js'
import type { Pair, PairConfig } from './types.js'
import { rejectCall } from './waiters.js'

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
    throw new IorpcError('IORPC_BAD_OPTION', 'pair() needs the functions send and on')
  }
  const { options = {}, observer } = config
  const local = (config.local ?? {}) as LocalApi
  const state: State = {
    ...options,
    ...createTable(Math.max(options.maxPendingResponses ?? 10_000, 0), options.cbIdGenerator ?? idSequence()),
    transport: config,
    local,
    emit: observer && emitTo(observer),
    inbound: new Map(),
    contexts: undefined,
    isClosed: false,
    hasWarned: false,
    trimmed: [],
    isTelling: false,
    running: undefined,
  }
  const { live, inbound } = state
  const pending = () => live.size
  const remote = createRemote(
    (name, args) => startCall(state, 'call', name, args),
    (name, args) => callNoWait(state, name, args),
  )
  if (options.injectToThis ?? true)
    state.contexts = {
      call: contextPrototype(remote, pending, local),
      cb: contextPrototype(remote, pending, null),
    }

  const rejectAll = (error: unknown = closedError()) => {
    const entries = [...live.values()]
    const callers = [...inbound.values()]
    inbound.clear()
    release(state, entries.filter((entry) => entry.fn) as Callback[], 'closed')
    for (const context of callers) cancel(context)
    for (const entry of entries) {
      if (entry.fn) continue
      remember(state, entry.id, 'abandoned')
      rejectCall(state, entry, () => error)
    }
  }

  config.on((raw) => receive(state, raw))
  config.onClose?.((reason) => rejectAll(reason ?? closedError()))

  return {
    remote: remote as Remote<RemoteApi>,
    local,
    pending,
    bindings: () => ({ calls: live.size - state.callbacks, callbacks: state.callbacks }),
    rejectAll,
    release(fn: AnyFn): boolean {
      const same = state.byFunction.get(fn)
      release(state, same instanceof Set ? same : same && [same], 'released')
      return same !== undefined
    },
    close(): void {
      if (state.isClosed) return
      state.isClosed = true
      rejectAll()
      config.close?.()
    },
  }
}
