import type { Faults, TapControls } from '@iorpc/tap'
import { expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { fakeTap } from './support/fakeTap.js'
import { openPanel, openTab } from './support/openPanel.js'

function faultyTap() {
  const asked: (Faults | undefined | 'closed')[] = []
  const controls: TapControls = {
    unbind: () => false,
    call: () => Promise.resolve(),
    setFaults: (faults) => asked.push(faults),
    faults: () => undefined,
    close: () => asked.push('closed'),
  }
  return { tap: fakeTap('worker', {}, controls), asked }
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
