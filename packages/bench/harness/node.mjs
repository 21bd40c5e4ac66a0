import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Between the main thread and a worker thread. */
export const runInNode = (...given) => run(false, ...given)

/** Both sides in one thread: nothing but the work of both, least disturbed by other programs. */
export const runInOneThread = (...given) => run(true, ...given)

/**
 * Runs the scenarios in a Node process of its own.
 *
 * @param {boolean} oneThread
 * @param {string} bundles
 * @param {object} options
 * @param {(result: object) => void} report
 * @param {{ profile?: string }} tools folder for CPU profiles
 * @returns {Promise<string>} what ran
 */
async function run(oneThread, bundles, options, report, { profile }) {
  const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const child = fork(join(bundles, 'main.mjs'), { execArgv })
  child.on('message', report)
  child.send({ ...options, oneThread })
  await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Node ended with code ${code}`))))
  })
  return `Node ${process.version}, ${oneThread ? 'both sides in one thread' : 'worker_threads'}`
}
