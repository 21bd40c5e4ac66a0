import { type Contestant } from '../contestant.js'
import { contestants, isWire } from '../contestants/index.js'
import { openWire } from '../openWire.js'
import { runBenchmark, type Options } from '../runBenchmark.js'
import { workerEndpoint } from './endpoints.js'

declare global {
  interface Window {
    runBenchmark(options: Options): Promise<void>
    /** Given by whoever opened the page. */
    report(result: unknown): Promise<void>
  }
}

window.runBenchmark = (options) =>
  runBenchmark({
    ...options,
    report: (result) => window.report(result),
    async connect(name, settings) {
      if (isWire(name)) return openWire(name, options.socketUrl)
      const worker = new Worker('worker.js', {
        type: 'module',
        name: JSON.stringify({ contestant: name, settings }),
      })
      const crash = new Promise<never>((_, reject) => {
        worker.onerror = ({ message }) => reject(new Error(message))
      })
      const contestant: Contestant = contestants[name]
      const { api, close } = await contestant.connect(workerEndpoint(worker), settings)
      return { api, crash, close: () => (close?.(), worker.terminate()) }
    },
  })
