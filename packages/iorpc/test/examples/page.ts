import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { WorkerApi } from './worker.js'

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
const { remote } = pair<WorkerApi>(workerTransport(worker))

const sum = await remote.processData([1, 2, 3, 4], (done) => console.log(`${done * 100} %`))
console.log(sum) // 10
