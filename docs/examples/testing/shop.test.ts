import { type RemoteFunction } from 'iorpc'
import { expectNoLeaks, linkedPairs } from 'iorpc/testing'
import { expect, test } from 'vitest'

const shop = {
  async pack(items: string[], onStep: RemoteFunction<(item: string) => void>) {
    for (const item of items) await onStep(item)
    onStep.unbind()
    return items.length
  },
}

test('packs, tells each step, and keeps nothing', async () => {
  const { a, b } = linkedPairs<object, typeof shop>({ localB: shop })
  const steps: string[] = []

  expect(await a.remote.pack(['pen', 'ink'], (item) => steps.push(item))).toBe(2)

  expect(steps).toEqual(['pen', 'ink'])
  await expectNoLeaks(a, b)
})
