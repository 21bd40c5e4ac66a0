import { api, type Contestant } from './contestant.js'

interface Request {
  id: number
  args: [number, number]
}
type Reply = { id: number; result: number } | { id: number; error: unknown }

interface Waiter {
  resolve(result: number): void
  reject(error: unknown): void
}

/** What somebody writes who needs just this call: an id, the arguments, and a map of waiters. */
export const rawPostMessage: Contestant = {
  connect(worker) {
    const waiters = new Map<number, Waiter>()
    let lastId = 0
    worker.onmessage = ({ data: reply }: MessageEvent<Reply>) => {
      const waiter = waiters.get(reply.id)
      waiters.delete(reply.id)
      if ('error' in reply) waiter?.reject(reply.error)
      else waiter?.resolve(reply.result)
    }
    return (...args) =>
      new Promise((resolve, reject) => {
        const id = ++lastId
        waiters.set(id, { resolve, reject })
        worker.postMessage({ id, args } satisfies Request)
      })
  },
  serve() {
    onmessage = ({ data: { id, args } }: MessageEvent<Request>) => {
      try {
        postMessage({ id, result: api.add(...args) } satisfies Reply)
      } catch (error) {
        postMessage({ id, error } satisfies Reply)
      }
    }
  },
}
