import { MessageChannel, Worker } from 'node:worker_threads'
import { WebSocket } from 'ws'
import { contestants, isWire, type WorkerContestantName } from '../contestants/index.js'
import { type Contestant, type Endpoint, type Settings } from '../contestant.js'
import { openWire } from '../openWire.js'
import { runBenchmark, type OpenConnection, type Options } from '../runBenchmark.js'
import { parentEndpoint, workerEndpoint } from './endpoints.js'

type Open = (
  contestant: WorkerContestantName,
  settings: Settings,
) => Omit<OpenConnection, 'api'> & { endpoint: Endpoint }

const inWorker: Open = (contestant, settings) => {
  const worker = new Worker(new URL('worker.mjs', import.meta.url), { workerData: { contestant, settings } })
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

// Node 20 has none of its own.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket

process.once('message', async ({ oneThread, ...options }: Options & { oneThread: boolean }) => {
  const openWorker = oneThread ? inThisThread : inWorker
  await runBenchmark({
    ...options,
    report: send,
    async connect(name, settings) {
      if (isWire(name)) return openWire(name, options.socketUrl)
      const contestant: Contestant = contestants[name]
      const { endpoint, ...rest } = openWorker(name, settings)
      return { ...(await contestant.connect(endpoint, settings)), ...rest }
    },
  })
  // Some contestants leave ports open.
  process.exit()
})
