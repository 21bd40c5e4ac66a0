import type { Faults } from '@iorpc/tap'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { fakeControls, fakeTap } from './support/fakeTap.js'
import { openPanel, openTab } from './support/openPanel.js'

function faultyTap() {
  const asked: (Faults | undefined | 'closed')[] = []
  let inForce: Faults | undefined
  const controls = fakeControls({
    setFaults(faults) {
      asked.push(faults)
      inForce = faults
    },
    faults: () => inForce,
    close: () => asked.push('closed'),
  })
  return { tap: fakeTap('worker', {}, controls), asked, controls }
}

test('faults are written, injected, changed while they are on, and ended', async () => {
  const { tap, asked } = faultyTap()
  await openPanel({ taps: [tap] })
  await openTab('Faults')
  await expect.element(page.getByRole('button', { name: 'Inject faults' })).toBeDisabled()
  await page.getByRole('spinbutton', { name: 'Delay, ms' }).fill('250')
  await page.getByRole('spinbutton', { name: 'Drop packets, %' }).fill('10')
  expect(asked).toEqual([])
  await page.getByRole('button', { name: 'Inject faults' }).click()
  expect(asked.at(-1)).toEqual({ delay: 250, drop: 0.1 })
  await expect.element(page.getByText('Faults are on.')).toBeVisible()
  await page.getByRole('spinbutton', { name: 'Drop packets, %' }).fill('200')
  expect(asked.at(-1)).toEqual({ delay: 250, drop: 1 })
  await page.getByRole('button', { name: 'End faults' }).click()
  expect(asked.at(-1)).toBeUndefined()
})

test('faults that another panel has injected are shown, and ended', async () => {
  const { tap, controls } = faultyTap()
  await openPanel({ taps: [tap] })
  await openTab('Faults')
  controls.setFaults({ delay: 40 })
  await expect.element(page.getByText('Faults are on.')).toBeVisible()
  await expect.element(page.getByRole('spinbutton', { name: 'Delay, ms' })).toHaveValue(40)
  controls.setFaults(undefined)
  await expect.element(page.getByText('Faults are on.')).not.toBeInTheDocument()
})

test('a filter that finds no connection says so', async () => {
  await openPanel({ taps: [faultyTap().tap] })
  await openTab('Faults')
  await page.getByRole('combobox', { name: 'Filter connections' }).fill('status:closed')
  await expect.element(page.getByText('No connection matches the filter.')).toBeVisible()
})

test('a connection is closed, and then takes no faults', async () => {
  const { tap, asked } = faultyTap()
  await openPanel({ taps: [tap] })
  await openTab('Faults')
  await page.getByRole('button', { name: 'Close connection' }).click()
  expect(asked).toEqual(['closed'])
  tap.update({ status: 'closed' })
  await expect.element(page.getByText('This connection is closed.')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Close connection' })).toBeDisabled()
})
