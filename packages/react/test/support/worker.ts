import { pair, type Bindings } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { createWorkerApi } from './workerApi.js'

const connection = pair({
  ...workerTransport(self),
  options: { maxPendingResponses: 1_000_000 },
  local: createWorkerApi((): Bindings => connection.bindings()),
})
