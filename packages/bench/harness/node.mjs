import { fork } from 'node:child_process'
import { join } from 'node:path'

/**
 * Runs the scenarios between the main thread of a Node process of its own and its worker threads.
 *
 * @param {string} bundles
 * @param {object} options
 * @param {(result: object) => void} report
 * @param {{ profile?: string }} tools folder for CPU profiles
 * @returns {Promise<string>} what ran
 */
export async function runInNode(bundles, options, report, { profile }) {
  const execArgv = profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []
  const child = fork(join(bundles, 'main.js'), { execArgv })
  child.on('message', report)
  child.send(options)
  await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Node ended with code ${code}`))))
  })
  return `Node ${process.version}, worker_threads`
}
