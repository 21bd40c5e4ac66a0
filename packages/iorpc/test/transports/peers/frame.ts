import { pair } from 'iorpc'
import { windowTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

// A page in a frame or a popup. Its address, or its name where it has none, says with whom it talks.
const query = new URLSearchParams(location.search || window.name)
const target = window.opener ?? window.parent

const serve = () => {
  const die = () => location.replace('about:blank')
  const it = pair({
    ...windowTransport({ target, origin: query.get('origin') ?? '' }),
    local: peerApi(die, () => it.close()),
  })
}
if (query.has('late')) setTimeout(serve, 100)
else serve()
