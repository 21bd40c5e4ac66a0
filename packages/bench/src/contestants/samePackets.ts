import { createApi } from '../api.js'
import { type Api, type Callback, type Contestant, type Endpoint, type RemoteApi } from '../contestant.js'

/** The packets of ioRPC, in the order of keys in which it sends them. */
interface Packet {
  apiFunc: string
  cbId: number | false
  args: unknown[]
  argsTransform: number[]
}

interface Waiter {
  resolve(value: unknown): void
  reject(reason: unknown): void
}

type LocalApi = { readonly [name: string]: unknown }

const createPeer = (endpoint: Endpoint, local: LocalApi) => {
  const waiters = new Map<number, Waiter>()
  const callbacks = new Map<number, Callback>()
  const idsOfTheirs = new WeakMap<Callback, number>()
  let lastId = 0

  const call = (apiFunc: string, args: unknown[], argsTransform: number[] = [], transfer?: ArrayBuffer[]) =>
    new Promise<unknown>((resolve, reject) => {
      const cbId = ++lastId
      waiters.set(cbId, { resolve, reject })
      endpoint.post({ apiFunc, cbId, args, argsTransform }, transfer)
    })

  const bind = (fn: Callback) => {
    const id = ++lastId
    callbacks.set(id, fn)
    return id
  }

  const revive = (id: number) => {
    const apiFunc = String(id)
    const callback: Callback = (value) => call(apiFunc, [value])
    idsOfTheirs.set(callback, id)
    return callback
  }

  const settle = (id: number, error: boolean, value: unknown) => {
    const waiter = waiters.get(id)
    if (!waiter) return
    waiters.delete(id)
    if (error) waiter.reject(value)
    else waiter.resolve(value)
  }

  endpoint.listen((message) => {
    const { apiFunc, cbId, args, argsTransform } = message as Packet
    if (cbId === false) {
      if (apiFunc === 'iorpcUnbind') callbacks.delete(args[0] as number)
      else if (apiFunc === 'iorpcThrowError') settle(args[0] as number, true, args[1])
      else settle(Number(apiFunc), false, args[0])
      return
    }
    for (const index of argsTransform) args[index] = revive(args[index] as number)
    const succeed = (result: unknown) => {
      endpoint.post(
        { apiFunc: String(cbId), cbId: false, args: [result], argsTransform: [] },
        result instanceof ArrayBuffer ? [result] : undefined,
      )
    }
    const fail = (error: unknown) => {
      const { message, stack } = error as Error
      endpoint.post({
        apiFunc: 'iorpcThrowError',
        cbId: false,
        args: [cbId, message, stack],
        argsTransform: [],
      })
    }
    try {
      const fn = (local[apiFunc] ?? callbacks.get(Number(apiFunc))) as (...args: unknown[]) => unknown
      const result = fn(...args)
      if (result instanceof Promise) result.then(succeed, fail)
      else succeed(result)
    } catch (error) {
      fail(error)
    }
  })

  return {
    call,
    bind,
    forget: (id: number) => callbacks.delete(id),
    release: (callback: Callback) => {
      const id = idsOfTheirs.get(callback)
      endpoint.post({ apiFunc: 'iorpcUnbind', cbId: false, args: [id], argsTransform: [] })
    },
  }
}

/** The packets of ioRPC sent and answered by the least code that can: what the wire format itself costs. */
export const samePackets: Contestant = {
  connect(endpoint) {
    const { call, bind, forget } = createPeer(endpoint, {})
    const api: RemoteApi = {
      add: (a, b) => call('add', [a, b]),
      echo: (value) => call('echo', [value]),
      byteLength: (bytes) => call('byteLength', [bytes]),
      bounce: (buffer) => call('bounce', [buffer], [], [buffer]),
      callEach: (times, fn) => call('callEach', [times, bind(fn)], [1]),
      callAll: (times, fn) => call('callAll', [times, bind(fn)], [1]),
      callOnce: (fn) => call('callOnce', [bind(fn)], [0]),
      borrow(fn) {
        const id = bind(fn)
        return call('borrow', [id], [0]).finally(() => forget(id))
      },
      hold: (fn) => call('hold', [bind(fn)], [0]),
    }
    return { api }
  },
  serve(endpoint) {
    const api: Api = createApi({ release: (callback) => peer.release(callback) })
    const peer = createPeer(endpoint, { ...api })
  },
  callback: (fn) => fn,
  borrows: true,
  transfer: (buffer) => buffer,
}
