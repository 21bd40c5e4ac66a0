import { pair } from 'iorpc'
import { processTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

const serve = () => {
  const it = pair({
    ...processTransport(process),
    local: peerApi(
      () => process.exit(3),
      () => it.close(),
    ),
  })
}
if (process.argv.includes('late')) setTimeout(serve, 100)
else serve()
