import { expose, proxy, releaseProxy, transfer, wrap, type Remote } from 'comlink'
import { createApi } from '../api.js'
import { type Callback, type Contestant, type RemoteApi } from '../contestant.js'

/** A function is passed as a `proxy`, which opens a `MessageChannel`, and is given up with `releaseProxy`. */
export const comlink: Contestant = {
  connect: ({ eventTarget }) => ({ api: wrap<RemoteApi>(eventTarget) }),
  serve({ eventTarget }) {
    const api = createApi({
      release: (callback) => {
        ;(callback as Callback & Remote<Callback>)[releaseProxy]()
      },
      transfer: (buffer) => transfer(buffer, [buffer]),
    })
    expose(api, eventTarget)
  },
  callback: (fn) => proxy(fn),
  transfer: (buffer) => transfer(buffer, [buffer]),
}
