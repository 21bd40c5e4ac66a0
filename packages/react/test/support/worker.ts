import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { createWorkerApi } from './workerApi.js'

const connection = pair({ ...workerTransport(self), local: createWorkerApi(() => connection.bindings()) })
