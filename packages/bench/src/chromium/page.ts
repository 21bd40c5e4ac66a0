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
    openWorker(contestant, settings) {
      const worker = new Worker('worker.js', {
        type: 'module',
        name: JSON.stringify({ contestant, settings }),
      })
      const crash = new Promise<never>((_, reject) => {
        worker.onerror = ({ message }) => reject(new Error(message))
      })
      return { endpoint: workerEndpoint(worker), crash, close: () => worker.terminate() }
    },
  })
