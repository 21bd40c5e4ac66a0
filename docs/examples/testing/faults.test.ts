import { linkedPairs, randomFaults } from 'iorpc/testing'
import { expect, test } from 'vitest'

const calculator = { add: (a: number, b: number) => a + b }

// #region lost
test('a lost answer ends in a timeout', async () => {
  const { a } = linkedPairs<object, typeof calculator>({
    localB: calculator,
    options: { callTimeout: 50 },
    faults: (_packet, { from }) => from === 'b' && 'drop',
  })
  await expect(a.remote.add(1, 2)).rejects.toMatchObject({ code: 'IORPC_TIMEOUT' })
  expect(a.pending()).toBe(0)
})
// #endregion lost

// #region random
test('answers find their calls in any order', async () => {
  const { a, settled } = linkedPairs<object, typeof calculator>({
    localB: calculator,
    faults: randomFaults({ seed: 1, reorder: 0.3, delay: 0.1 }),
  })
  const sums = await Promise.all([1, 2, 3, 4].map((n) => a.remote.add(n, n)))
  await settled()
  expect(sums).toEqual([2, 4, 6, 8])
})
// #endregion random

// #region gone
test('a connection that breaks rejects what waits', async () => {
  const { a, disconnect } = linkedPairs<object, typeof calculator>({ localB: calculator })
  const call = a.remote.add(1, 2)
  disconnect(new Error('The cable was pulled'))
  await expect(call).rejects.toThrow('The cable was pulled')
})
// #endregion gone
