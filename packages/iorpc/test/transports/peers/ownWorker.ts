import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

// Has loaded the transports, but listens by itself, until it is told to take one.
const api = peerApi(
  () => self.close(),
  () => self.close(),
)
pair({
  send: (packet) => self.postMessage(packet),
  on: (handler) => self.addEventListener('message', (event) => handler(event.data)),
  local: { ...api, adopt: () => void pair({ ...workerTransport(self), local: api }) },
})
