import { pair, type Bindings } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { createWorkerApi } from './workerApi.js'

// The types of the page say that `self` is a window.
declare const self: Worker

const connection = pair({
  ...workerTransport(self),
  options: { maxPendingResponses: 1_000_000 },
  local: createWorkerApi((): Bindings => connection.bindings()),
})
