const controllers = new WeakMap<object, AbortController>()

/** Made when it is first asked for: most functions never do. */
function controllerOf(context: object): AbortController {
  let controller = controllers.get(context)
  if (!controller) controllers.set(context, (controller = new AbortController()))
  return controller
}

/** The caller has given up the call. */
export const cancel = (context: object): void => controllerOf(context).abort()

export const isCancelled = (context: object): boolean | undefined => controllers.get(context)?.signal.aborted

/**
 * What `this` inherits from in functions that the other side calls; each call has its own.
 *
 * @param local what its own functions read and write through `this`; `null` for callbacks
 */
export function contextPrototype(
  remoteApi: object,
  iorpcPending: () => number,
  local: object | null,
): object {
  return Object.freeze({
    __proto__: local && new Proxy(local, { set: (target, key, value) => Reflect.set(target, key, value) }),
    remoteApi,
    iorpcPending,
    get signal() {
      return controllerOf(this).signal
    },
  })
}
