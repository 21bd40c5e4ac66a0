import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { startWorker, type WorkerApi } from './support.js'

const worker = startWorker()
// #region owner
const tap = createTap({ name: 'search worker' })
const { remote } = pair<WorkerApi>(tap.wrap(workerTransport(worker)))

const owner = tap.mount({ name: 'SearchBox' })
await owner.run(() => remote.keep(() => {}))
owner.unmount()

await new Promise((resolve) => setTimeout(resolve, 300))
const [group] = tap.store.getState().groups
console.log(group?.verdict, group?.reason) // LEAK 1 binding lives on after SearchBox was unmounted
// #endregion owner
