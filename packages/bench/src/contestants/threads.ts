import {
  markAsTransferable,
  retain,
  ThreadFunctionsManualMemoryManagement,
  ThreadWebWorker,
} from '@quilted/threads'
import { createApi } from '../api.js'
import { type Contestant, type RemoteApi } from '../contestant.js'

/** With its manual memory management: a function is released when the call that brought it ends, unless retained. */
export const threads: Contestant = {
  connect: ({ eventTarget }) => ({
    api: ThreadWebWorker.import<RemoteApi>(eventTarget as Worker, {
      functions: new ThreadFunctionsManualMemoryManagement(),
    }) as unknown as RemoteApi,
  }),
  serve({ eventTarget }) {
    const api = createApi({
      keep(callback) {
        retain(callback)
        return callback
      },
      transfer: (buffer) => markAsTransferable(buffer),
    })
    ThreadWebWorker.export(eventTarget as Worker, api, {
      functions: new ThreadFunctionsManualMemoryManagement(),
    })
  },
  callback: (fn) => fn,
  borrows: true,
  transfer: (buffer) => markAsTransferable(buffer),
}
