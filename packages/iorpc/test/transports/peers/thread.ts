import { parentPort, workerData } from 'node:worker_threads'
import { pair } from 'iorpc'
import { portTransport } from 'iorpc/transports'
import { peerApi } from './api.js'

if (!parentPort) throw new Error('This is no worker thread')
const port = parentPort

const serve = () => {
  const it = pair({
    ...portTransport(port),
    local: peerApi(
      () => process.exit(3),
      () => it.close(),
    ),
  })
}
if (workerData === 'late') setTimeout(serve, 100)
else serve()
