import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { startWorker, type WorkerApi } from './support.js'

const worker = startWorker()
// #region state
const tap = createTap({ name: 'image worker' })
const { remote, bindings } = pair<WorkerApi>(tap.wrap(workerTransport(worker)))
const unsubscribe = tap.store.subscribe(({ counts, verdicts }) => {
  console.log(`${counts.callbacks} callbacks, ${verdicts.LEAK} leaked`)
})

await remote.keep(() => {})
console.log(bindings().callbacks === tap.store.getState().counts.callbacks) // true

await remote.drop()
unsubscribe()
// #endregion state
