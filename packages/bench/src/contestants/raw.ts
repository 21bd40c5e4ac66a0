import { createApi } from '../api.js'
import { type Api, type Callback, type Contestant, type Endpoint, type RemoteApi } from '../contestant.js'

interface Call {
  id: number
  method: keyof Api
  args: unknown[]
  /** Id of the callback that follows `args`. */
  callback?: number
}
type Request = Call | Reply
type Answer = Reply | { id: number; callback: number; args: [number] } | { release: number }
type Reply = { id: number; result: unknown } | { id: number; error: unknown }

interface Waiter {
  resolve(value: unknown): void
  reject(reason: unknown): void
}

const settle = (waiters: Map<number, Waiter>, reply: Reply) => {
  const waiter = waiters.get(reply.id)
  if (!waiter) return
  waiters.delete(reply.id)
  if ('error' in reply) waiter.reject(reply.error)
  else waiter.resolve(reply.result)
}

const answer = (endpoint: Endpoint, id: number, work: () => unknown) => {
  const succeed = (result: unknown) => {
    endpoint.post({ id, result }, result instanceof ArrayBuffer ? [result] : undefined)
  }
  const fail = (error: unknown) => endpoint.post({ id, error })
  try {
    const result = work()
    if (result instanceof Promise) result.then(succeed, fail)
    else succeed(result)
  } catch (error) {
    fail(error)
  }
}

/** What somebody writes who needs just these calls: an id, a method, arguments, and a map of waiters. */
export const raw: Contestant = {
  connect(endpoint) {
    const waiters = new Map<number, Waiter>()
    const callbacks = new Map<number, Callback>()
    let lastId = 0

    endpoint.listen((message) => {
      const answered = message as Answer
      if ('release' in answered) callbacks.delete(answered.release)
      else if ('callback' in answered) {
        const callback = callbacks.get(answered.callback)
        if (callback) answer(endpoint, answered.id, () => callback(answered.args[0]))
      } else settle(waiters, answered)
    })

    const call = (method: keyof Api, args: unknown[], transfer?: ArrayBuffer[]) =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++lastId
        waiters.set(id, { resolve, reject })
        endpoint.post({ id, method, args }, transfer)
      })
    const callWith = (method: keyof Api, args: unknown[], fn: Callback, callback = ++lastId) => {
      callbacks.set(callback, fn)
      return new Promise<unknown>((resolve, reject) => {
        const id = ++lastId
        waiters.set(id, { resolve, reject })
        endpoint.post({ id, method, args, callback })
      })
    }

    const api: RemoteApi = {
      add: (a, b) => call('add', [a, b]),
      echo: (value) => call('echo', [value]),
      byteLength: (bytes) => call('byteLength', [bytes]),
      bounce: (buffer) => call('bounce', [buffer], [buffer]),
      callEach: (times, fn) => callWith('callEach', [times], fn),
      callAll: (times, fn) => callWith('callAll', [times], fn),
      callOnce: (fn) => callWith('callOnce', [], fn),
      borrow(fn) {
        const id = ++lastId
        return callWith('borrow', [], fn, id).finally(() => callbacks.delete(id))
      },
      hold: (fn) => callWith('hold', [], fn),
    }
    return { api }
  },

  serve(endpoint) {
    const ids = new WeakMap<Callback, number>()
    const waiters = new Map<number, Waiter>()
    let lastId = 0
    const api = createApi({
      release: (callback) => {
        endpoint.post({ release: ids.get(callback) })
      },
    })
    const revive = (id: number) => {
      const callback: Callback = (value) =>
        new Promise((resolve, reject) => {
          const callId = ++lastId
          waiters.set(callId, { resolve, reject })
          endpoint.post({ id: callId, callback: id, args: [value] })
        })
      ids.set(callback, id)
      return callback
    }

    endpoint.listen((message) => {
      const request = message as Request
      if (!('method' in request)) {
        settle(waiters, request)
        return
      }
      const { id, method, args, callback } = request
      if (callback !== undefined) args.push(revive(callback))
      answer(endpoint, id, () => (api[method] as (...args: unknown[]) => unknown)(...args))
    })
  },

  callback: (fn) => fn,
  borrows: true,
  transfer: (buffer) => buffer,
}
