import { expect, test, vi } from 'vitest'

test('the first example of the README', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  await import('./page.js')
  expect(log.mock.calls.flat()).toEqual(['25 %', '50 %', '75 %', '100 %', 10])
})
