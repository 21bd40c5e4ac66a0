import { pair } from 'iorpc'
import { portTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

self.addEventListener('message', ({ data, ports: [port] }) => {
  if (!port) return
  const serve = () => {
    const leave = () => it.close()
    const it = pair({ ...portTransport(port), local: peerApi(leave, leave) })
  }
  if (data === 'late') setTimeout(serve, 100)
  else serve()
})
