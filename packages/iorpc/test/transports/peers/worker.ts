import { pair } from 'iorpc'
import { batch, workerTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

const query = new URLSearchParams(self.location.search)

// Too late: its script has run, and what has arrived meanwhile would be lost without care.
if (query.has('late')) await new Promise((resolve) => setTimeout(resolve, 100))

const transport = workerTransport(self)
const it = pair({
  ...(query.has('batch') ? batch(transport) : transport),
  local: peerApi(
    () => self.close(),
    () => it.close(),
  ),
})
