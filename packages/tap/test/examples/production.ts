import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { startWorker, type WorkerApi } from './support.js'

const worker = startWorker()
// #region production
const transport = workerTransport(worker)
const { remote } = pair<WorkerApi>(
  import.meta.env.DEV ? createTap({ name: 'worker' }).wrap(transport) : transport,
)
await remote.add(1, 2)
// #endregion production
