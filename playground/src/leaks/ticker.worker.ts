import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { TickerApi } from './api.js'

pair<object, TickerApi>({
  ...workerTransport(self),
  local: {
    subscribe(onTick) {
      const timer = setInterval(async () => {
        // A callback that has been released answers `undefined`: nobody listens any more.
        if (await onTick()) return
        clearInterval(timer)
        onTick.unbind()
      }, 1000)
    },
  },
})
