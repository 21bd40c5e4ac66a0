import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakeCall, fakeControls, fakePacket, fakeTap, logOf } from './support/fakeTap.js'
import { grid, openPanel, openTab, rowTexts, shadowRoot } from './support/openPanel.js'

const detail = page.getByRole('region', { name: 'Call', exact: true })
const start = Date.now() - 10_000

function tapWithCalls() {
  const owner = { id: 1, name: 'SearchBox', declared: true, mountedAt: start, unmountedAt: undefined }
  return fakeTap(
    'page',
    {
      packets: logOf([
        fakePacket(0, {
          name: 'search',
          callId: 7,
          preview: ['cats', { type: 'array', size: 1, entries: [['0', 3]] }],
        }),
        fakePacket(1, { name: 'search', kind: 'reply', direction: 'in', callId: 7, preview: ['found'] }),
      ]),
      calls: logOf([
        fakeCall(0, {
          name: 'search',
          id: 7,
          owner,
          startedAt: start,
          settledAt: start + 50,
          requestSeq: 0,
          answerSeq: 1,
        }),
        fakeCall(1, {
          name: 'resize',
          id: 8,
          startedAt: start + 10,
          settledAt: start + 40,
          outcome: 'rejected',
          error: 'no image',
        }),
        fakeCall(2, {
          name: 'search',
          id: 9,
          startedAt: start + 60,
          settledAt: undefined,
          outcome: undefined,
        }),
        fakeCall(3, {
          name: 'log',
          id: false,
          startedAt: start + 61,
          settledAt: undefined,
          outcome: undefined,
        }),
      ]),
    },
    fakeControls(),
  )
}

const peer = () =>
  fakeTap('worker', {
    calls: logOf([
      fakeCall(0, { name: 'search', id: 7, direction: 'in', startedAt: start + 5, settledAt: start + 45 }),
    ]),
  })

describe('the waterfall', () => {
  test('tells who called what, how it went and how long it took', async () => {
    await openPanel({ taps: [tapWithCalls()] })
    await openTab('Calls')
    expect(rowTexts('Calls')).toEqual([
      expect.stringMatching(/out.*search.*SearchBox.*ok.*50 ms/),
      expect.stringMatching(/resize.*rejected.*30 ms/),
      expect.stringMatching(/search.*waiting/),
      expect.stringMatching(/log.*sent/),
    ])
  })

  test('draws the part of the other side into the whole', async () => {
    await openPanel({ taps: [tapWithCalls(), peer()] })
    await openTab('Calls')
    await page.getByRole('combobox', { name: 'Connection', exact: true }).selectOptions('page')
    const bars = () => [...shadowRoot().querySelectorAll('.grid-row[data-number="0"] .waterfall i')]
    await expect.poll(() => bars().length).toBe(2)
    const [whole, there] = bars().map((bar) => bar.getBoundingClientRect())
    expect(there?.left).toBeGreaterThan(whole?.left ?? Infinity)
    expect(there?.right).toBeLessThan(whole?.right ?? 0)
    await grid('Calls')
      .getByRole('row', { name: /search.*50 ms/ })
      .click()
    await expect.element(detail).toHaveTextContent('5.00 ms on the way')
    await expect.element(detail).toHaveTextContent('40 ms on the other side')
  })

  test('shows an answer that comes while the call is looked at', async () => {
    const tap = tapWithCalls()
    await openPanel({ taps: [tap] })
    await openTab('Calls')
    await grid('Calls')
      .getByRole('row', { name: /waiting/ })
      .click()
    await expect.element(detail).toHaveTextContent(/Outcome\s*waiting/)
    const settled = fakeCall(2, { name: 'search', id: 9, startedAt: start + 60, settledAt: start + 90 })
    tap.update({ calls: logOf([settled], 2) })
    await expect.element(detail).toHaveTextContent(/Outcome\s*resolved/)
    await expect.element(detail).toHaveTextContent(/Duration\s*30 ms/)
  })

  test('filters by outcome and duration', async () => {
    await openPanel({ taps: [tapWithCalls()] })
    await openTab('Calls')
    const filter = page.getByRole('combobox', { name: 'Filter calls' })
    await filter.fill('status:failed')
    await expect.poll(() => rowTexts('Calls')).toEqual([expect.stringContaining('resize')])
    await filter.fill('duration>40ms owner:search')
    await expect.poll(() => rowTexts('Calls')).toEqual([expect.stringContaining('50 ms')])
  })
})

describe('the details', () => {
  test('show arguments and answer, and lead to the packets', async () => {
    await openPanel({ taps: [tapWithCalls()] })
    await openTab('Calls')
    await grid('Calls')
      .getByRole('row', { name: /search.*50 ms/ })
      .click()
    await expect.element(detail.getByRole('list', { name: 'Arguments' })).toHaveTextContent('0: "cats"')
    await expect.element(detail.getByRole('list', { name: 'Answer' })).toHaveTextContent('0: "found"')
    await detail.getByRole('button', { name: 'Its packets' }).click()
    await expect.poll(() => rowTexts('Packets').length).toBe(2)
  })

  test('a recorded call is repeated from the console', async () => {
    await openPanel({ taps: [tapWithCalls()] })
    await openTab('Calls')
    await grid('Calls')
      .getByRole('row', { name: /search.*50 ms/ })
      .click()
    await detail.getByRole('button', { name: 'Repeat in console' }).click()
    await expect.element(page.getByRole('combobox', { name: 'Function' })).toHaveValue('search')
    await expect.element(page.getByRole('textbox', { name: 'Arguments' })).toHaveValue('"cats", [3]')
  })
})

describe('the functions', () => {
  test('are listed with their percentiles, and lead to their calls by keyboard', async () => {
    const calls = Array.from({ length: 100 }, (_, index) =>
      fakeCall(index, { startedAt: start + index, settledAt: start + 2 * index + 1 }),
    )
    await openPanel({ taps: [fakeTap('page', { calls: logOf(calls) })] })
    await openTab('Calls')
    await page.getByRole('button', { name: 'Functions' }).click()
    expect(rowTexts('Functions')).toEqual([expect.stringMatching(/add.*100.*50 ms.*95 ms.*99 ms.*100 ms/)])
    grid('Functions').element().focus()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(page.getByRole('combobox', { name: 'Filter calls' })).toHaveValue('method:add')
    await expect.element(grid('Calls')).toBeVisible()
  })
})
