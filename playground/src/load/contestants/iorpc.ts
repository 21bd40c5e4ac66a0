import { pair } from 'iorpc'
import { batch, workerTransport } from 'iorpc/transports'
import { api, type Contestant, type LoadApi } from './contestant.js'

export const iorpc: Contestant = {
  connect(worker) {
    const { remote } = pair<LoadApi>({ ...workerTransport(worker) })
    return remote.add
  },
  serve() {
    pair<object, LoadApi>({ ...workerTransport(self), local: api })
  },
}

/** What is called in one microtask travels in one message. */
export const iorpcBatched: Contestant = {
  connect(worker) {
    const { remote } = pair<LoadApi>({ ...batch(workerTransport(worker)) })
    return remote.add
  },
  serve() {
    pair<object, LoadApi>({ ...batch(workerTransport(self)), local: api })
  },
}
