import { pair } from 'iorpc'
import { portTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

const isLate = self.location.search.includes('late')

self.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports
  if (!port) return
  const serve = () => {
    const it = pair({
      ...portTransport(port),
      local: peerApi(
        () => self.close(),
        () => it.close(),
      ),
    })
  }
  if (isLate) setTimeout(serve, 100)
  else serve()
})
