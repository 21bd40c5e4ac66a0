import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { fakeTap, logOf } from './support/fakeTap.js'
import { grid, openPanel, openTab, rowTexts } from './support/openPanel.js'

const counts = {
  calls: 3,
  callbacks: 12,
  held: 2,
  packetsIn: 1200,
  packetsOut: 900,
  bytesIn: 4096,
  bytesOut: 2048,
  dropped: 1,
  late: 7,
}

function worker() {
  const now = Date.now()
  return fakeTap('worker', {
    counts,
    history: [
      { time: now - 60_000, calls: 1, callbacks: 2 },
      { time: now - 1000, calls: 3, callbacks: 12 },
    ],
    drops: logOf([{ seq: 0, time: now, epoch: 1, reason: 'late reply', preview: 'hello' }]),
  })
}

const frame = () => fakeTap('frame', { status: 'closed', closeReason: 'the iframe has navigated', epoch: 2 })

test('each connection has its status, epoch and counts', async () => {
  await openPanel({ taps: [worker(), frame()] })
  await openTab('Connections')
  expect(rowTexts('Connections')).toEqual([
    expect.stringMatching(/worker.*open.*window.*1.*3.*12/),
    expect.stringMatching(/frame.*closed.*window.*2.*0.*0/),
  ])
})

test('the details show the counts over time, why it closed and what was dropped', async () => {
  await openPanel({ taps: [worker(), frame()] })
  await openTab('Connections')
  const detail = page.getByRole('region', { name: 'Connection', exact: true })
  await expect
    .element(
      detail.getByRole('img', {
        name: 'Pending over time: now 3 calls and 12 callbacks, at most 15 together',
      }),
    )
    .toBeVisible()
  await expect
    .element(detail.getByRole('list', { name: 'Dropped packets' }))
    .toHaveTextContent('late reply"hello"')
  await expect.element(detail).toHaveTextContent('7 late packets not counted here')
  await grid('Connections').getByRole('row', { name: /frame/ }).click()
  await expect.element(detail).toHaveTextContent('closed: the iframe has navigated')
})

test('one connection is pinned, which is remembered by its name', async () => {
  const first = await openPanel({ taps: [worker(), frame()] })
  await openTab('Connections')
  await page.getByRole('button', { name: 'Show only this one' }).click()
  await expect.poll(() => rowTexts('Connections').length).toBe(1)
  await expect.element(page.getByRole('combobox', { name: 'Connection', exact: true })).toHaveValue('worker')
  await first.rerender(<p>the panel is away</p>)
  await expect
    .element(page.getByRole('combobox', { name: 'Connection', exact: true }))
    .not.toBeInTheDocument()
  expect(JSON.parse(localStorage.getItem('test') ?? '')).toMatchObject({ connection: 'worker' })
})

test('they are filtered like everything else', async () => {
  await openPanel({ taps: [worker(), frame()] })
  await openTab('Connections')
  const filter = page.getByRole('combobox', { name: 'Filter connections' })
  await filter.fill('status:closed')
  await expect.poll(() => rowTexts('Connections')).toEqual([expect.stringMatching(/^frame/)])
  await filter.fill('dropped>0 callbacks>10')
  await expect.poll(() => rowTexts('Connections')).toEqual([expect.stringMatching(/^worker/)])
  await filter.fill('dir:in')
  filter.element().blur()
  await expect
    .element(page.getByText(/Connections have no “dir”. They have connection, status/))
    .toBeVisible()
})

test('the header sums up what is pending', async () => {
  await openPanel({ taps: [worker(), frame()] })
  await expect
    .element(page.getByRole('img', { name: 'Pending over time. Now 3 calls waiting, 12 callbacks bound' }))
    .toBeVisible()
})

test('what a file tells is not summed up with what is alive', async () => {
  await openPanel({ taps: [worker(), { ...worker(), id: 'saved', context: 'file' }] })
  await expect
    .element(page.getByRole('img', { name: /Now 3 calls waiting, 12 callbacks bound/ }))
    .toBeVisible()
})

test('fifty connections keep the document small', async () => {
  const taps = Array.from({ length: 50 }, (_, index) => fakeTap(`worker ${index}`, { counts }))
  await openPanel({ taps })
  await openTab('Connections')
  await expect.element(grid('Connections')).toHaveAttribute('aria-rowcount', '51')
  expect(rowTexts('Connections').length).toBeLessThan(40)
})
