/** A call of the other side, for as long as it may be given up there. */
export class InboundCall {
  #controller: AbortController | undefined
  #isCancelled = false

  /** Made when it is first asked for: most functions never do. */
  static signalOf(call: InboundCall): AbortSignal {
    call.#controller ??= new AbortController()
    if (call.#isCancelled) call.#controller.abort()
    return call.#controller.signal
  }

  static cancel(call: InboundCall): void {
    call.#isCancelled = true
    call.#controller?.abort()
  }

  static isCancelled(call: InboundCall): boolean {
    return call.#isCancelled
  }
}

/**
 * Makes the class of what `this` is in functions that the other side calls.
 *
 * @param local what its own functions read and write through `this`; `undefined` for callbacks
 */
export function createContextClass(
  remoteApi: object,
  pending: () => number,
  local?: object,
): new () => InboundCall {
  class CallContext extends InboundCall {
    get remoteApi() {
      return remoteApi
    }

    iorpcPending() {
      return pending()
    }

    get signal() {
      return InboundCall.signalOf(this)
    }
  }
  const behind = local
    ? new Proxy(local, { set: (target, key, value) => Reflect.set(target, key, value) })
    : null
  Object.setPrototypeOf(CallContext.prototype, behind)
  return CallContext
}
