import type { TapControls } from '@iorpc/tap'
import { expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { fakeControls, fakeTap } from './support/fakeTap.js'
import { openPanel, openTab } from './support/openPanel.js'

const fn = page.getByRole('combobox', { name: 'Function' })
const args = page.getByRole('textbox', { name: 'Arguments' })
const callButton = page.getByRole('button', { name: 'Call', exact: true })
const results = page.getByRole('list', { name: 'Results' })

async function openConsole(call: TapControls['call'] = () => Promise.resolve()) {
  await openPanel({ taps: [fakeTap('worker', {}, fakeControls({ call }))] })
  await openTab('Console')
}

test('a function is called with JSON values, by keyboard alone', async () => {
  const calls: unknown[] = []
  await openConsole((name, values) => {
    calls.push([name, ...values])
    return Promise.resolve({ sum: 3, bytes: new Uint8Array(9) })
  })
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
  await openConsole(() => Promise.reject(new Error('no such function')))
  await fn.fill('nope')
  await callButton.click()
  await expect.element(results).toHaveTextContent('no such function')
})

test('arguments that are no JSON are refused before anything is sent', async () => {
  await openConsole()
  await fn.fill('add')
  await args.fill('1, two')
  await expect.element(args).toHaveAttribute('aria-invalid', 'true')
  await expect.element(page.getByText('Write JSON values separated by commas')).toBeVisible()
  await expect.element(callButton).toBeDisabled()
})

test('results stay while other tabs are looked at', async () => {
  await openConsole(() => Promise.resolve('still here'))
  await fn.fill('ask')
  await callButton.click()
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

test('a call is repeated on the connection that it was made on', async () => {
  const calls: string[] = []
  const tapOf = (name: string) =>
    fakeTap(name, {}, fakeControls({ call: () => Promise.resolve(void calls.push(name)) }))
  await openPanel({ taps: [tapOf('one'), tapOf('two')] })
  await openTab('Console')
  const on = page.getByRole('combobox', { name: 'Call on' })
  await on.selectOptions('two')
  await fn.fill('add')
  await callButton.click()
  await expect.element(results).toHaveTextContent('two.add()')
  await on.selectOptions('one')
  await page.getByRole('button', { name: 'edit and repeat add' }).click()
  await callButton.click()
  expect(calls).toEqual(['two', 'two'])
})
