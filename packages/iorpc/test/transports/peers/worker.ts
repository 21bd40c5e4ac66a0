import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

// With `?late` the worker listens only after its script has run, when what has arrived would be lost without care.
if (self.location.search.includes('late')) await new Promise((resolve) => setTimeout(resolve, 100))

const it = pair({
  ...workerTransport(self),
  local: peerApi(
    () => self.close(),
    () => it.close(),
  ),
})
