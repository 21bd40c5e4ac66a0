import { createTap } from '@iorpc/tap'
import { PerformanceObserver } from 'node:perf_hooks'
import { afterEach, expect, it } from 'vitest'
import { packet, scripted } from './wire.js'

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

/** What the Performance panel would see. */
function watch() {
  const seen: PerformanceEntry[] = []
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()))
  observer.observe({ entryTypes: ['measure'] })
  disposals.push(() => observer.disconnect())
  return seen
}

function answered(traceCalls: boolean) {
  const tap = createTap({ name: 'image worker', traceCalls })
  const { transport, receive } = scripted()
  const wrapped = tap.wrap(transport)
  wrapped.on(() => {})
  const call = (id: number, answer: unknown) => {
    wrapped.send(packet('resize', id, [1]) as never)
    receive(answer)
  }
  return { tap, call }
}

it('shows a settled call in the track of its connection, and leaves no measure behind', async () => {
  const seen = watch()
  const { call } = answered(true)
  call(2, packet('2', false, [1]))
  call(4, packet('iorpcThrowError', false, [4, 'no', 'stack']))
  await expect.poll(() => seen.length).toBe(2)
  expect(seen[0]).toMatchObject({
    name: 'resize (image worker)',
    detail: {
      devtools: { dataType: 'track-entry', track: 'image worker', trackGroup: 'ioRPC', color: 'primary' },
    },
  })
  expect(seen[1]).toMatchObject({ detail: { devtools: { color: 'error' } } })
  expect(seen[0]?.duration).toBeGreaterThanOrEqual(0)
  expect(performance.getEntriesByName('resize (image worker)')).toEqual([])
})

it('shows nothing unless asked, and no longer when asked not to', async () => {
  const seen = watch()
  const { tap, call } = answered(false)
  call(2, packet('2', false, [1]))
  tap.traceCalls(true)
  call(4, packet('4', false, [1]))
  tap.traceCalls(false)
  call(6, packet('6', false, [1]))
  await expect.poll(() => seen.length).toBe(1)
  expect(seen).toHaveLength(1)
})
