import { expect, onTestFinished, test } from 'vitest'
import * as before from './comlinkPage.js'
import * as after from './page.js'

const workers = {
  before: () => new Worker(new URL('./comlinkWorker.ts', import.meta.url), { type: 'module' }),
  after: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
}

test.each([
  ['before', before.sum, workers.before],
  ['after', after.sum, workers.after],
] as const)('%s', async (_name, sum, start) => {
  const worker = start()
  onTestFinished(() => worker.terminate())
  const steps: number[] = []
  expect(await sum(worker, [1, 2, 3, 4], (done) => void steps.push(done))).toBe(10)
  expect(steps).toEqual([0.25, 0.5, 0.75, 1])
})
