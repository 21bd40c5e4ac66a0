import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakePacket, fakeTap, leakGroup, logOf } from './support/fakeTap.js'
import { expectFocus, grid, openPanel, shadowRoot } from './support/openPanel.js'

function tap() {
  return fakeTap('worker', { groups: [leakGroup()], packets: logOf([fakePacket(0)]) })
}

const tab = (name: string) => page.getByRole('tab', { name })

test('tabs are one stop; arrows, Home and End move between them', async () => {
  await openPanel({ taps: [tap()] })
  tab('Bindings').element().focus()
  await userEvent.keyboard('{ArrowRight}')
  await expectFocus(tab('Packets'))
  await expect.element(page.getByRole('tabpanel', { name: 'Packets' })).toBeVisible()
  await userEvent.keyboard('{End}')
  await expectFocus(tab('Faults'))
  await userEvent.keyboard('{ArrowRight}')
  await expectFocus(tab('Bindings'))
  await userEvent.keyboard('{ArrowLeft}{Home}')
  await expectFocus(tab('Bindings'))
  expect(shadowRoot().querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1)
})

test('from the page to the details of a leak and back, without a mouse', async () => {
  await openPanel({ taps: [tap()] })
  tab('Bindings').element().focus()
  const list = grid('Bindings by creation site').element()
  for (let presses = 0; presses < 20 && shadowRoot().activeElement !== list; presses++) await userEvent.tab()
  expect(shadowRoot().activeElement).toBe(list)
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('region', { name: 'Binding group', exact: true })).toBeVisible()
  await userEvent.tab()
  await expectFocus(page.getByRole('separator', { name: 'Resize details' }))
  await userEvent.keyboard('{ArrowLeft}')
  await expect
    .element(page.getByRole('separator', { name: 'Resize details' }))
    .toHaveAttribute('aria-valuenow', '46')
})

test('keys show a tab, the filter and the help, pause and clear', async () => {
  const recorded = tap()
  await openPanel({ taps: [recorded] })
  tab('Bindings').element().focus()
  await userEvent.keyboard('2')
  await expect.element(page.getByRole('tabpanel', { name: 'Packets' })).toBeVisible()
  await userEvent.keyboard('pp')
  await expect.poll(() => recorded.asked).toEqual(['pause', 'resume'])
  await userEvent.keyboard('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard and filters' })
  await expect.element(sheet).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.element(sheet).not.toBeInTheDocument()
  await expectFocus(tab('Bindings'))
  await userEvent.keyboard('c')
  expect(recorded.asked.at(-1)).toBe('clear')
  await userEvent.keyboard('/')
  await expectFocus(page.getByRole('combobox', { name: 'Filter packets' }))
})

test('Shift Escape closes the panel from wherever the focus is', async () => {
  const launcher = page.getByRole('button', { name: 'Open ioRPC devtools' })
  await openPanel({ taps: [tap()] })
  await page.getByRole('combobox', { name: 'Filter bindings' }).fill('ver')
  await expect.element(page.getByRole('option', { name: /verdict/ })).toBeVisible()
  await userEvent.keyboard('{Shift>}{Escape}{/Shift}')
  await launcher.click()
  await userEvent.keyboard('1/')
  await userEvent.keyboard('{Escape}{Escape}')
  grid('Bindings by creation site').element().focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('region', { name: 'Binding group', exact: true })).toBeVisible()
  await userEvent.keyboard('{Shift>}{Escape}{/Shift}')
  await expect.element(launcher).toBeVisible()
})

test('in a field, keys are letters', async () => {
  const recorded = tap()
  await openPanel({ taps: [recorded] })
  const filter = page.getByRole('combobox', { name: 'Filter bindings' })
  await filter.click()
  await userEvent.keyboard('pc2?')
  await expect.element(filter).toHaveValue('pc2?')
  expect(recorded.asked).toEqual([])
  await expect.element(tab('Bindings')).toHaveAttribute('aria-selected', 'true')
})
