import type { PacketRecord } from '@iorpc/tap'
import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakeCall, fakePacket, fakeTap, logOf } from './support/fakeTap.js'
import { expectFocus, grid, openPanel, openTab, rowTexts } from './support/openPanel.js'

const packets = () => grid('Packets')
const filter = page.getByRole('combobox', { name: 'Filter packets' })
const detail = page.getByRole('region', { name: 'Packet', exact: true })

function many(count: number, change: (seq: number) => Partial<PacketRecord> = () => ({}), first = 0) {
  return Array.from({ length: count }, (_, index) => fakePacket(first + index, change(first + index)))
}

describe('the list', () => {
  test('shows direction, kind, name, id, size and time', async () => {
    const time = new Date(2026, 0, 1, 12, 34, 56, 789).getTime()
    const packet = fakePacket(0, {
      direction: 'in',
      kind: 'reply',
      name: 'search',
      callId: 4711,
      size: 2048,
      time,
    })
    await openPanel({ taps: [fakeTap('worker', { packets: logOf([packet]) })] })
    await openTab('Packets')
    expect(rowTexts('Packets')).toEqual([
      expect.stringMatching(/in.*reply.*search.*4711.*2\.0 kB.*12:34:56\.789/),
    ])
  })

  test('names a callback, and what it was passed to; the filter finds it by both', async () => {
    const passedTo = { method: 'print', path: '1' }
    const callback = (seq: number, name: string) =>
      fakePacket(seq, { kind: 'callback', name, passedTo, preview: [seq] })
    const other = fakePacket(2, { name: 'add' })
    await openPanel({
      taps: [fakeTap('worker', { packets: logOf([callback(0, 'progress'), callback(1, 'print:1'), other]) })],
    })
    await openTab('Packets')
    const names = () => rowTexts('Packets').map((text) => /callback(.*\))/.exec(text)?.[1] ?? text)
    expect(names()).toEqual(['progress print(1)', 'print(1)', expect.stringContaining('add')])
    for (const text of ['method:print', 'print']) {
      await filter.fill(text)
      await expect.poll(names).toEqual(['progress print(1)', 'print(1)'])
    }
    await filter.fill('method:progress')
    await expect.poll(names).toEqual(['progress print(1)'])
    await packets()
      .getByRole('row', { name: /progress/ })
      .click()
    await expect.element(detail.getByRole('heading', { name: 'callback progress print(1)' })).toBeVisible()
  })

  test('stays at the newest until the user scrolls, and returns on request', async () => {
    const tap = fakeTap('worker', { packets: logOf(many(500)) })
    await openPanel({ taps: [tap] })
    await openTab('Packets')
    await expect.element(packets().getByRole('row', { name: /1499/ })).toBeVisible()
    tap.update({ packets: logOf(many(600)) })
    await expect.element(packets().getByRole('row', { name: /1599/ })).toBeVisible()
    packets().element().scrollTop = 0
    await expect.element(packets().getByRole('row', { name: /1000/ })).toBeVisible()
    tap.update({ packets: logOf(many(700)) })
    await expect.element(packets()).toHaveAttribute('aria-rowcount', '701')
    await expect.element(packets().getByRole('row', { name: /1000/ })).toBeVisible()
    await page.getByRole('button', { name: 'Follow newest' }).click()
    await expect.element(packets().getByRole('row', { name: /1699/ })).toBeVisible()
  })

  test('what the user looks at does not move when old packets leave', async () => {
    const tap = fakeTap('worker', { packets: logOf(many(500)) })
    await openPanel({ taps: [tap] })
    await openTab('Packets')
    packets().element().scrollTop = 24 * 250
    const row = packets().getByRole('row', { name: /1252/ })
    await expect.element(row).toBeVisible()
    const before = row.element().getBoundingClientRect().top
    tap.update({ packets: logOf(many(500, undefined, 100), 100) })
    await expect.element(packets()).toHaveAttribute('aria-rowcount', '601')
    expect(row.element().getBoundingClientRect().top).toBe(before)
  })

  test('several connections are one list in the order of time, or one of them alone', async () => {
    const one = fakeTap('one', {
      packets: logOf([fakePacket(0, { name: 'a', time: 10 }), fakePacket(1, { name: 'c', time: 30 })]),
    })
    const two = fakeTap('two', { packets: logOf([fakePacket(0, { name: 'b', time: 20 })]) })
    await openPanel({ taps: [one, two] })
    await openTab('Packets')
    await expect
      .poll(() => rowTexts('Packets').map((text) => /call([abc])/.exec(text)?.[1]))
      .toEqual(['a', 'b', 'c'])
    await page.getByRole('combobox', { name: 'Connection', exact: true }).selectOptions('two')
    await expect.poll(() => rowTexts('Packets').length).toBe(1)
  })

  test('pause and clear reach the tap', async () => {
    const tap = fakeTap('worker', { packets: logOf(many(3)) })
    await openPanel({ taps: [tap] })
    await openTab('Packets')
    await page.getByRole('button', { name: 'Pause recording' }).click()
    await page.getByRole('button', { name: 'Resume recording' }).click()
    await page.getByRole('button', { name: 'Clear', exact: true }).click()
    expect(tap.asked).toEqual(['pause', 'resume', 'clear'])
    await expect.element(page.getByText('No packets yet.')).toBeVisible()
  })
})

describe('the payload', () => {
  const packet = fakePacket(0, {
    name: 'search',
    preview: [
      {
        type: 'object',
        size: 3,
        entries: [
          ['query', 'hello'],
          ['deep', { type: 'array', size: 1, entries: [['0', 42]] }],
          ['pixels', { type: 'binary', name: 'Float32Array', size: 50 * 1024 ** 2 }],
        ],
      },
      { type: 'function', name: 'onProgress', id: 101 },
    ],
    functionIds: [101],
  })

  test('is a tree that is made as it is opened', async () => {
    await openPanel({ taps: [fakeTap('worker', { packets: logOf([packet]) })] })
    await openTab('Packets')
    await packets()
      .getByRole('row', { name: /search/ })
      .click()
    const tree = detail.getByRole('list', { name: 'Payload' })
    await expect.element(tree).toHaveTextContent('0: {3}')
    await expect.element(tree.getByText('"hello"')).not.toBeInTheDocument()
    const branch = tree.getByRole('button', { name: '0: {3}' })
    await branch.click()
    await expect.element(branch).toHaveAttribute('aria-expanded', 'true')
    await expect.element(tree.getByText('"hello"')).toBeVisible()
    await expect.element(tree).toHaveTextContent('Float32Array 50 MB')
    await tree.getByRole('button', { name: 'deep: [1]' }).click()
    await expect.element(tree.getByText('42')).toBeVisible()
  })

  test('leads from a function to its binding', async () => {
    await openPanel({ taps: [fakeTap('worker', { packets: logOf([packet]) })] })
    await openTab('Packets')
    await packets()
      .getByRole('row', { name: /search/ })
      .click()
    await detail.getByRole('button', { name: 'ƒ onProgress #101' }).click()
    await expect.element(page.getByRole('combobox', { name: 'Filter bindings' })).toHaveValue('binding:101')
  })
})

describe('the filter', () => {
  const tap = () =>
    fakeTap('worker', {
      packets: logOf(
        many(1000, (seq) => ({ name: seq % 10 === 0 ? 'resize' : 'add', direction: seq % 2 ? 'in' : 'out' })),
      ),
    })

  test('finds the packets of a component: its calls, their answers and its callbacks', async () => {
    const owner = { id: 1, name: 'SearchBox', declared: true, mountedAt: 0, unmountedAt: undefined }
    const tap = fakeTap('worker', {
      packets: logOf([
        fakePacket(0, { name: 'search', callId: 7 }),
        fakePacket(1, { name: 'other', callId: 8 }),
        fakePacket(2, { name: 'onProgress', kind: 'callback', id: 42, callId: false, direction: 'in' }),
        fakePacket(3, { name: 'search', kind: 'reply', callId: 7, direction: 'in' }),
      ]),
      calls: logOf([
        fakeCall(0, { id: 7, owner, requestSeq: 0 }),
        fakeCall(1, { id: false, kind: 'callback', bindingId: 42, owner, requestSeq: 2 }),
      ]),
    })
    await openPanel({ taps: [tap] })
    await openTab('Packets')
    await filter.fill('owner:searchbox')
    await expect
      .poll(() => rowTexts('Packets').map((text) => /call|callback|reply/.exec(text)?.[0]))
      .toEqual(['call', 'call', 'reply'])
    await expect.element(page.getByText('3 of 4 packets')).toBeVisible()
  })

  test('an age goes on while nothing passes', async () => {
    const tap = fakeTap('worker', { packets: logOf([fakePacket(0, { time: Date.now() })]) })
    await openPanel({ taps: [tap] })
    await openTab('Packets')
    await filter.fill('age>1s')
    await expect.poll(() => rowTexts('Packets').length, { timeout: 10_000 }).toBe(1)
    await filter.fill('age<1s')
    await expect.poll(() => rowTexts('Packets').length).toBe(0)
  })

  test('is typed, counted, remembered and cleared', async () => {
    await openPanel({ taps: [tap()] })
    await openTab('Packets')
    await filter.fill('method:resize')
    await expect.element(page.getByText('100 of 1,000 packets')).toBeVisible()
    await openTab('Calls')
    await openTab('Packets')
    await expect.element(filter).toHaveValue('method:resize')
    await page.getByRole('button', { name: 'Clear filter' }).click()
    await expect.element(page.getByText('1,000 packets')).toBeVisible()
  })

  test('completes keys and values with the keyboard alone', async () => {
    await openPanel({ taps: [tap()] })
    await openTab('Packets')
    await userEvent.keyboard('/')
    await expectFocus(filter)
    await userEvent.keyboard('me')
    await expect.element(page.getByRole('option', { name: /method:/ })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(filter).toHaveValue('method:')
    await userEvent.keyboard('res')
    await expect.element(page.getByRole('option', { name: 'method:resize' })).toBeVisible()
    await userEvent.keyboard('{ArrowDown}{Enter}')
    await expect.element(filter).toHaveValue('method:resize ')
    await expect.element(page.getByText('100 of 1,000 packets')).toBeVisible()
  })

  test('says what is wrong and underlines it', async () => {
    await openPanel({ taps: [tap()] })
    await openTab('Packets')
    await filter.fill('dir:in kinb:call ')
    await expect.element(page.getByText(/“kinb” is unknown/)).toBeVisible()
    await expect.element(filter).toHaveAttribute('aria-invalid', 'true')
    const mark = filter.element().parentElement?.querySelector('mark')
    expect(mark?.textContent).toBe('kinb:call')
    await expect.element(page.getByText('500 of 1,000 packets')).toBeVisible()
  })
})

describe('the keyboard', () => {
  test('begins at the first row that is seen', async () => {
    await openPanel({ taps: [fakeTap('worker', { packets: logOf(many(1000)) })] })
    await openTab('Packets')
    packets().element().scrollTop = 24 * 500
    await expect.element(packets().getByRole('row', { name: /1500/ })).toBeVisible()
    packets().element().focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(packets().getByRole('row', { selected: true })).toHaveTextContent('1500')
    expect(packets().element().scrollTop).toBe(24 * 500)
  })

  test('moves through the list, opens and leaves the details', async () => {
    await openPanel({ taps: [fakeTap('worker', { packets: logOf(many(1000)) })] })
    await openTab('Packets')
    packets().element().focus()
    await userEvent.keyboard('{End}')
    await expect.element(packets().getByRole('row', { selected: true })).toHaveTextContent('1999')
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    await expect.element(packets().getByRole('row', { selected: true })).toHaveTextContent('1997')
    await userEvent.keyboard('{Home}')
    const first = packets().getByRole('row', { selected: true })
    await expect.element(first).toHaveTextContent('1000')
    await expect.element(first).toHaveAttribute('aria-rowindex', '2')
    await expect
      .poll(() => packets().element().getAttribute('aria-activedescendant'))
      .toBe(first.element().id)
    await userEvent.keyboard('{PageDown}')
    await expect.element(detail).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(detail).not.toBeInTheDocument()
  })
})
