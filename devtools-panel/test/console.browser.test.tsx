import type { TapControls } from '@iorpc/tap'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakeTap } from './support/fakeTap.js'
import { openPanel, openTab } from './support/openPanel.js'

const fn = page.getByRole('combobox', { name: 'Function' })
const args = page.getByRole('textbox', { name: 'Arguments' })
const results = page.getByRole('list', { name: 'Results' })

function controlsWith(call: TapControls['call']): TapControls {
  return {
    unbind: () => false,
    call,
    setFaults: () => undefined,
    faults: () => undefined,
    close: () => undefined,
  }
}

test('a function is called with JSON values, by keyboard alone', async () => {
  const calls: unknown[] = []
  const controls = controlsWith((name, values) => {
    calls.push([name, ...values])
    return Promise.resolve({ sum: 3, bytes: new Uint8Array(9) })
  })
  await openPanel({ taps: [fakeTap('worker', {}, controls)] })
  await openTab('Console')
  fn.element().focus()
  await userEvent.keyboard('add')
  await userEvent.tab()
  await userEvent.keyboard('1, [[2], {{"a": true}{Enter}')
  await expect.element(results).toHaveTextContent('worker.add(1, [2], {"a": true})')
  await expect.element(results).toHaveTextContent('"sum": 3')
  await expect.element(results).toHaveTextContent('<Uint8Array 9 bytes>')
  expect(calls).toEqual([['add', 1, [2], { a: true }]])
})

test('a rejection shows its message', async () => {
  const controls = controlsWith(() => Promise.reject(new Error('no such function')))
  await openPanel({ taps: [fakeTap('worker', {}, controls)] })
  await openTab('Console')
  await fn.fill('nope')
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await expect.element(results).toHaveTextContent('no such function')
})

test('arguments that are no JSON are refused before anything is sent', async () => {
  await openPanel({
    taps: [
      fakeTap(
        'worker',
        {},
        controlsWith(() => Promise.resolve()),
      ),
    ],
  })
  await openTab('Console')
  await fn.fill('add')
  await args.fill('1, two')
  await expect.element(args).toHaveAttribute('aria-invalid', 'true')
  await expect.element(page.getByText('Write JSON values separated by commas')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Call', exact: true })).toBeDisabled()
})

test('results stay while other tabs are looked at', async () => {
  await openPanel({
    taps: [
      fakeTap(
        'worker',
        {},
        controlsWith(() => Promise.resolve('still here')),
      ),
    ],
  })
  await openTab('Console')
  await fn.fill('ask')
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await expect.element(results).toHaveTextContent('still here')
  await openTab('Packets')
  await openTab('Console')
  await expect.element(results).toHaveTextContent('still here')
})

test('connections of other contexts cannot be called, and it says so', async () => {
  await openPanel({ taps: [fakeTap('elsewhere')] })
  await openTab('Console')
  await expect.element(page.getByText('No open connection can be called from here.')).toBeVisible()
})
