import { pair, type Bindings } from 'iorpc'
import { portTransport } from 'iorpc/transports'
import { createWorkerApi } from './workerApi.js'

// Each port that is passed to this worker has an API with a state of its own.
addEventListener('message', ({ ports: [port] }) => {
  if (!port) return
  const connection = pair({
    ...portTransport(port),
    options: { maxPendingResponses: 1_000_000 },
    local: createWorkerApi((): Bindings => connection.bindings()),
  })
})
