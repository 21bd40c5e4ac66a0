import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { fakeTap, fakeTransfer } from './support/fakeTap.js'
import { openPanel, openTab } from './support/openPanel.js'

const bar = (name: string) => page.getByRole('progressbar', { name })

test('a transfer shows its chunks, bytes and rate, and moves', async () => {
  const tap = fakeTap('channel', { transfers: [fakeTransfer(1)] })
  await openPanel({ taps: [tap] })
  await openTab('Transfers')
  await expect.element(bar('upload')).toHaveAttribute('aria-valuenow', '37')
  await expect
    .element(bar('upload'))
    .toHaveAttribute('aria-valuetext', '37%, 63 of 168 chunks, 12 MB of 32 MB')
  await expect.element(page.getByRole('listitem')).toHaveTextContent('3.0 MB/s')
  tap.update({ transfers: [fakeTransfer(1, { bytes: 32 * 1024 ** 2, chunks: 168, done: true })] })
  await expect.element(bar('upload')).toHaveAttribute('aria-valuenow', '100')
  await expect.element(page.getByText('0 transfers on the way, 1 done')).toBeVisible()
})

test('a stalled transfer says so in words', async () => {
  await openPanel({
    taps: [fakeTap('channel', { transfers: [fakeTransfer(1, { stalled: true, rate: 0 })] })],
  })
  await openTab('Transfers')
  await expect.element(page.getByRole('listitem')).toHaveTextContent('stalled')
})

test('raw chunks, whose size is not known, count as chunks', async () => {
  const raw = fakeTransfer(1, {
    name: undefined,
    totalBytes: undefined,
    chunks: 1,
    totalChunks: 4,
    bytes: 200_000,
  })
  await openPanel({ taps: [fakeTap('channel', { transfers: [raw] })] })
  await openTab('Transfers')
  await expect.element(bar('message 1')).toHaveAttribute('aria-valuenow', '25')
})

test('those on their way come first, and the filter finds one', async () => {
  const transfers = [
    fakeTransfer(1, { name: 'old', done: true }),
    fakeTransfer(2, { name: 'new' }),
    fakeTransfer(3, { name: 'stuck', stalled: true, direction: 'in' }),
  ]
  await openPanel({ taps: [fakeTap('channel', { transfers })] })
  await openTab('Transfers')
  const names = () =>
    page
      .getByRole('progressbar')
      .elements()
      .map((element) => element.getAttribute('aria-label'))
  expect(names()[2]).toBe('Transfer of old')
  await page.getByRole('combobox', { name: 'Filter transfers' }).fill('status:stalled dir:in')
  await expect.poll(names).toEqual(['Transfer of stuck'])
})
