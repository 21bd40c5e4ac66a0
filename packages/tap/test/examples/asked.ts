import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { startWorker, type WorkerApi } from './support.js'

const worker = startWorker()
// #region asked
const isAsked = new URLSearchParams(location.search).has('devtools')
const tap = isAsked ? (await import('@iorpc/tap')).createTap({ name: 'worker' }) : undefined

const transport = workerTransport(worker)
const { remote } = pair<WorkerApi>(tap ? tap.wrap(transport) : transport)
await remote.add(1, 2)
// #endregion asked
