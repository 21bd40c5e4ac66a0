import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  fakeCall,
  fakeControls,
  fakePacket,
  fakeTap,
  fakeTransfer,
  leakGroup,
  logOf,
} from './support/fakeTap.js'
import { grid, openPanel, openTab } from './support/openPanel.js'

function tap() {
  return fakeTap(
    'worker',
    {
      groups: [
        leakGroup(),
        { ...leakGroup(), key: 'b', verdict: 'GROWING' },
        { ...leakGroup(), key: 'c', verdict: 'IDLE' },
      ],
      verdicts: { LEAK: 10, ORPHAN: 1, GROWING: 10, DUPLICATE: 1, TRIMMED: 1, IDLE: 10 },
      packets: logOf([
        fakePacket(0, {
          preview: ['text', 1, true, null, { type: 'undefined' }, { type: 'function', name: 'f', id: 100 }],
        }),
        fakePacket(1, { kind: 'error', direction: 'in' }),
        fakePacket(2, { kind: 'callback' }),
      ]),
      calls: logOf([
        fakeCall(0),
        fakeCall(1, { outcome: 'rejected', error: 'no' }),
        fakeCall(2, { outcome: undefined, settledAt: undefined }),
      ]),
      transfers: [fakeTransfer(1), fakeTransfer(2, { done: true }), fakeTransfer(3, { stalled: true })],
      drops: logOf([{ seq: 0, time: Date.now(), epoch: 1, reason: 'late reply', preview: null }]),
    },
    fakeControls(),
  )
}

/** What axe finds in the panel, in one line each. */
async function problems(): Promise<string[]> {
  const { violations, passes } = await axe.run(
    { include: { fromShadowDom: ['iorpc-devtools', '.panel'] } },
    { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
  )
  // Otherwise it has looked past the panel.
  expect(passes.length).toBeGreaterThan(15)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  )
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each([
    ['Bindings', 'Bindings by creation site'],
    ['Packets', 'Packets'],
    ['Calls', 'Calls'],
    ['Transfers', undefined],
    ['Connections', 'Connections'],
    ['Console', undefined],
    ['Faults', undefined],
  ])('%s has no problem, with details and without', async (tab, list) => {
    await openPanel({ taps: [tap()], theme })
    await openTab(tab)
    expect(await problems()).toEqual([])
    if (!list) return
    grid(list).element().focus()
    await userEvent.keyboard('{Home}')
    await expect.element(page.getByRole('button', { name: 'Close details' })).toBeVisible()
    expect(await problems()).toEqual([])
  })

  test('results of the console have no problem', async () => {
    await openPanel({ taps: [tap()], theme })
    await openTab('Console')
    await page.getByRole('combobox', { name: 'Function' }).fill('add')
    await page.getByRole('button', { name: 'Call', exact: true }).click()
    await expect.element(page.getByText('undefined')).toBeVisible()
    expect(await problems()).toEqual([])
  })

  test('help, completions and errors have no problem, also in a narrow panel', async () => {
    await openPanel({ taps: [tap()], theme, position: 'right' })
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click()
    expect(await problems()).toEqual([])
    await userEvent.keyboard('{Escape}')
    await page.getByRole('combobox', { name: 'Filter bindings' }).fill('nope:1 ver')
    await expect.element(page.getByRole('option', { name: /verdict/ })).toBeVisible()
    expect(await problems()).toEqual([])
  })
})

test.each(['bottom', 'top', 'left', 'right'] as const)(
  'docked at the %s, all of it is in a landmark, its edge too',
  async (position) => {
    await openPanel({ taps: [tap()], position })
    const { violations } = await axe.run(document, { runOnly: ['region'] })
    const inPanel = violations.flatMap(({ nodes }) => nodes.filter(({ target }) => Array.isArray(target[0])))
    expect(inPanel.map(({ html }) => html)).toEqual([])
    await expect
      .element(
        page.getByRole('region', { name: 'ioRPC devtools' }).getByRole('separator', { name: /Resize/ }),
      )
      .toBeVisible()
  },
)

test.each([
  ['Bindings', 'Bindings by creation site'],
  ['Packets', 'Packets'],
  ['Calls', 'Calls'],
  ['Connections', 'Connections'],
])('%s: no column is cut in a window of 320 px', async (tab, list) => {
  await openPanel({ taps: [tap()] })
  await page.viewport(320, 640)
  await openTab(tab)
  grid(list).element().focus()
  await userEvent.keyboard('{Home}')
  await expect.element(page.getByRole('button', { name: 'Close details' })).toBeVisible()
  await expect.poll(() => page.getByRole('grid').elements().flatMap(cutColumns)).toEqual([])
})

/** The names of the columns of a list that stand out of it. */
function cutColumns(list: Element): string[] {
  const edge = list.getBoundingClientRect().right
  return [...list.querySelectorAll('[role=columnheader]')]
    .filter((header) => header.getBoundingClientRect().right > edge)
    .map((header) => header.textContent)
}

test('no tab is cut at the widths that a window usually has', async () => {
  await openPanel({ taps: [tap()] })
  const tabs = page.getByRole('tablist')
  for (const width of [1360, 1130, 1110, 1000, 980, 860, 520]) {
    await page.viewport(width, 640)
    await expect.poll(() => tabs.element().clientWidth).toBeGreaterThanOrEqual(tabs.element().scrollWidth)
  }
})

test('every control of the header can be hit: 24 by 24 px at least', async () => {
  await openPanel({ taps: [tap()] })
  for (const button of page.getByRole('group', { name: 'Panel' }).getByRole('button').elements()) {
    const { width, height } = button.getBoundingClientRect()
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
  }
})
