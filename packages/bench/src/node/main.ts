import { MessageChannel, Worker } from 'node:worker_threads'
import { contestants } from '../contestants/index.js'
import { type Contestant } from '../contestant.js'
import { runBenchmark, type OpenWorker, type Options } from '../runBenchmark.js'
import { parentEndpoint, workerEndpoint } from './endpoints.js'

type Open = (...args: Parameters<Parameters<typeof runBenchmark>[0]['openWorker']>) => OpenWorker

const inWorker: Open = (contestant, settings) => {
  const worker = new Worker(new URL('worker.js', import.meta.url), { workerData: { contestant, settings } })
  const crash = new Promise<never>((_, reject) => worker.once('error', reject))
  return { endpoint: workerEndpoint(worker), crash, close: () => worker.terminate() }
}

const inThisThread: Open = (contestant, settings) => {
  const { port1, port2 } = new MessageChannel()
  const { serve }: Contestant = contestants[contestant]
  const crash = Promise.resolve(serve(parentEndpoint(port2), settings)).then(
    () => new Promise<never>(() => {}),
  )
  return { endpoint: workerEndpoint(port1), crash, close: () => port1.close() }
}

const send = (message: unknown) => new Promise((resolve) => process.send?.(message, resolve))

process.once('message', async ({ oneThread, ...options }: Options & { oneThread: boolean }) => {
  await runBenchmark({ ...options, report: send, openWorker: oneThread ? inThisThread : inWorker })
  // Some contestants leave ports open.
  process.exit()
})
