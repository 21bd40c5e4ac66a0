import { startWorker, type WorkerApi } from './support.js'

const worker = startWorker()
// #region first
import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

const tap = createTap({ name: 'image worker' })
const { remote } = pair<WorkerApi>(tap.wrap(workerTransport(worker)))

await remote.add(1, 2)

const { counts, packets, calls } = tap.store.getState()
console.log(counts.calls) // 0: nothing waits
console.log(packets.at(0)?.name, packets.at(0)?.preview) // add [ 1, 2 ]
console.log(calls.at(0)?.outcome) // resolved
// #endregion first
