import { describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  fakeBinding,
  fakeControls,
  fakeGroup,
  fakeTap,
  leakGroup,
  listOf,
  logOf,
  type FakeTap,
} from './support/fakeTap.js'
import { expectFocus, grid, openPanel, openTab, rowTexts } from './support/openPanel.js'

const groups = () => grid('Bindings by creation site')
const detail = page.getByRole('region', { name: 'Binding group', exact: true })

const fine = () =>
  fakeGroup('fine', [fakeBinding(1, { name: 'onStatus', method: 'watch' })], { owner: 'App' })

function growing(count: number) {
  const members = Array.from({ length: count }, (_, index) => fakeBinding(200 + index, { name: 'onRow' }))
  return fakeGroup('growing', members, {
    owner: 'PriceTable',
    verdict: 'GROWING',
    reason: '6 more after 12 mounts.',
  })
}

function leakingTap(controls?: FakeTap['controls']) {
  return fakeTap(
    'worker',
    {
      groups: [fine(), growing(6), leakGroup()],
      verdicts: { LEAK: 10, ORPHAN: 0, GROWING: 6, DUPLICATE: 0, TRIMMED: 0, IDLE: 0 },
    },
    controls,
  )
}

describe('the first look', () => {
  test('a leak stands on top with its number, owner and line, without a click', async () => {
    await openPanel({ taps: [leakingTap()] })
    const first = groups().getByRole('row').nth(1)
    await expect.element(first).toBeVisible()
    await expect.element(first).toHaveTextContent('LEAK')
    await expect.element(first.getByText('10', { exact: true })).toBeVisible()
    await expect.element(first.getByText('SearchBox', { exact: true })).toBeVisible()
    await expect.element(first.getByText('SearchBox.tsx:12')).toBeVisible()
    await expect.element(first.getByText('10 of 10 outlived the SearchBox that made them.')).toBeVisible()
    expect(rowTexts('Bindings by creation site').map((text) => /^[A-Z]{4,}|^live/.exec(text)?.[0])).toEqual([
      'LEAK',
      'GROWING',
      'live',
    ])
  })

  test('the tab itself counts the leaks, on every tab', async () => {
    await openPanel({ taps: [leakingTap()] })
    await openTab('Packets')
    await expect.element(page.getByRole('tab', { name: 'Bindings 10 leaking' })).toBeVisible()
  })

  test('a leak that comes about appears at once', async () => {
    const tap = fakeTap('worker', { groups: [fine()] })
    await openPanel({ taps: [tap] })
    await expect.element(groups().getByRole('row', { name: /onStatus/ })).toBeVisible()
    tap.update({ groups: [fine(), leakGroup()] })
    await expect.element(groups().getByRole('row').nth(1)).toHaveTextContent('LEAK')
  })

  test('without bindings or connections it says so', async () => {
    const screen = await openPanel({ taps: [fakeTap('worker')] })
    await expect.element(page.getByText('Nothing is bound.')).toBeVisible()
    await screen.unmount()
    await openPanel({ taps: [], storageKey: 'other' })
    await expect.element(page.getByText('No connection is recorded.')).toBeVisible()
  })
})

describe('details', () => {
  test('they open and close by keyboard', async () => {
    await openPanel({ taps: [leakingTap()] })
    groups().element().focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(detail).toHaveTextContent('http://localhost/src/SearchBox.tsx:12')
    await expect.element(detail).toHaveTextContent('10 mounts 10 unmounts')
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(detail).toHaveTextContent('PriceTable')
    await userEvent.keyboard('{Escape}')
    await expect.element(detail).not.toBeInTheDocument()
    await expectFocus(groups())
  })

  test('one binding or all of a group are unbound', async () => {
    const unbound: string[] = []
    const unbind = (key: string) => (unbound.push(key), true)
    await openPanel({ taps: [leakingTap(fakeControls({ unbind }))] })
    await groups().getByRole('row', { name: /LEAK/ }).click()
    await grid('Live bindings of the group').getByRole('row', { name: /#103/ }).click()
    await page.getByRole('button', { name: 'Unbind #103' }).click()
    expect(unbound).toEqual(['1:own:103'])
    await expectFocus(grid('Live bindings of the group'))
    await page.getByRole('button', { name: 'Unbind all 10' }).click()
    expect(unbound).toHaveLength(11)
    await expect.element(page.getByText('10 bindings unbound.')).toBeInTheDocument()
  })

  test('where the connection cannot be reached, nothing pretends to unbind', async () => {
    await openPanel({ taps: [leakingTap()] })
    await groups().getByRole('row', { name: /LEAK/ }).click()
    await expect.element(detail).toBeVisible()
    expect(page.getByRole('button', { name: /Unbind/ }).elements()).toHaveLength(0)
  })

  test('a leak is copied as a failing test and as JSON', async () => {
    const copied: string[] = []
    Object.defineProperty(navigator.clipboard, 'writeText', {
      configurable: true,
      value: (text: string) => Promise.resolve(void copied.push(text)),
    })
    await openPanel({ taps: [leakingTap()] })
    await groups().getByRole('row', { name: /LEAK/ }).click()
    await page.getByRole('button', { name: 'Copy as failing test' }).click()
    await expect.element(page.getByText('Copied.')).toBeInTheDocument()
    await page.getByRole('button', { name: 'Copy as JSON' }).click()
    await expect.poll(() => copied.length).toBe(2)
    expect(copied[0]).toContain('SearchBox gives up what it passes to search')
    expect(copied[0]).toContain('rerender(app(null))')
    expect(copied[0]).toContain('options={{ allowNestedFunctions: true }}')
    expect(JSON.parse(copied[1] ?? '')).toMatchObject({ owner: 'SearchBox', verdict: 'LEAK', count: 10 })
    Reflect.deleteProperty(navigator.clipboard, 'writeText')
  })
})

describe('comparison', () => {
  test('mark A shows what was gained since, and compare B stops the count', async () => {
    const tap = fakeTap('worker', { groups: [fine(), growing(2)] })
    await openPanel({ taps: [tap] })
    await page.getByRole('button', { name: 'Mark A' }).click()
    const row = groups().getByRole('row', { name: /PriceTable/ })
    await expect.element(row).toHaveTextContent('±0')
    tap.update({ groups: [fine(), growing(5)] })
    await expect.element(row).toHaveTextContent('+3')
    await page.getByRole('button', { name: 'Compare B' }).click()
    tap.update({ groups: [fine(), growing(9)] })
    await expect.element(row.getByText('9', { exact: true })).toBeVisible()
    await expect.element(row).toHaveTextContent('+3')
    await page.getByRole('combobox', { name: 'Filter bindings' }).fill('delta>0')
    await expect.poll(() => rowTexts('Bindings by creation site').length).toBe(1)
    await page.getByRole('button', { name: 'End comparison' }).click()
    await expect.element(page.getByText('+3')).not.toBeInTheDocument()
  })
})

describe('finding', () => {
  test('a number of the summary filters, and once more ends the filter', async () => {
    await openPanel({ taps: [leakingTap()] })
    const chip = page.getByRole('group', { name: 'Verdicts' }).getByRole('button', { name: '10 leak' })
    await chip.click()
    await expect.poll(() => rowTexts('Bindings by creation site').length).toBe(1)
    await chip.click()
    await expect.poll(() => rowTexts('Bindings by creation site').length).toBe(3)
  })

  test('a binding that is gone is explained', async () => {
    const gone = fakeBinding(77, { releasedAt: Date.now(), releaseReason: 'unbound', name: 'onTick' })
    await openPanel({ taps: [fakeTap('worker', { groups: [fine()], released: logOf([gone]) })] })
    await page.getByRole('combobox', { name: 'Filter bindings' }).fill('binding:77')
    await expect.element(page.getByText(/onTick.*is no longer bound: unbound/)).toBeVisible()
  })

  test('100,000 live bindings keep the document small', async () => {
    const members = Array.from({ length: 100_000 }, (_, index) => fakeBinding(index))
    const group = fakeGroup('many', members, { samples: [] })
    await openPanel({ taps: [fakeTap('worker', { groups: [group], bindings: listOf(members) })] })
    await groups()
      .getByRole('row', { name: /100,000/ })
      .click()
    const list = grid('Live bindings of the group')
    await expect.element(list).toHaveAttribute('aria-rowcount', '100001')
    list.element().focus()
    await userEvent.keyboard('{End}')
    await expect.element(list.getByRole('row', { name: /#99999/ })).toBeVisible()
    expect(list.getByRole('row').elements().length).toBeLessThan(60)
  })
})
