import { Worker } from 'node:worker_threads'
import { runBenchmark, type Options } from '../runBenchmark.js'
import { workerEndpoint } from './endpoints.js'

const send = (message: unknown) => new Promise((resolve) => process.send?.(message, resolve))

process.once('message', async (options: Options) => {
  await runBenchmark({
    ...options,
    report: (result) => send(result),
    openWorker(contestant, settings) {
      const worker = new Worker(new URL('worker.js', import.meta.url), {
        workerData: { contestant, settings },
      })
      const crash = new Promise<never>((_, reject) => worker.once('error', reject))
      return { endpoint: workerEndpoint(worker), crash, close: () => worker.terminate() }
    },
  })
  process.disconnect()
})
