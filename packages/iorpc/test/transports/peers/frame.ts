import { pair } from 'iorpc'
import { windowTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

// A page in a frame or a popup. Its address says with whom it talks.
const query = new URLSearchParams(location.search)
const target = window.opener ?? window.parent

if (query.has('late')) await new Promise((resolve) => setTimeout(resolve, 100))

const it = pair({
  ...windowTransport({ target, origin: query.get('origin') ?? '' }),
  local: peerApi(
    () => location.replace('about:blank'),
    () => it.close(),
  ),
})
