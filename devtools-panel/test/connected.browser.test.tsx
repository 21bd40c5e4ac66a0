import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import { expect, onTestFinished, test } from 'vitest'
import { page } from 'vitest/browser'
import { connect } from './support/connect.js'
import { grid, openPanel, openTab, rowTexts, shadowRoot } from './support/openPanel.js'

// A real pair on a real message channel, recorded by a real tap: the panel finds it by itself.

const keepsCallbacks = () => {
  const kept: unknown[] = []
  return { watch: (callback: unknown) => kept.push(callback), add: (a: number, b: number) => a + b }
}

test('packets of a call appear as they pass', async () => {
  const { here } = connect({ name: 'channel' }, keepsCallbacks())
  await openPanel()
  await openTab('Packets')
  await expect(here.remote['add']?.(1, 2)).resolves.toBe(3)
  await expect
    .poll(() => rowTexts('Packets'))
    .toEqual([expect.stringMatching(/out.*call.*add/), expect.stringMatching(/in.*reply.*add/)])
  await openTab('Calls')
  await expect.poll(() => rowTexts('Calls')).toEqual([expect.stringMatching(/add.*ok/)])
})

test('a worker that shares its tap is shown beside the page, and a call with the part of both', async () => {
  const worker = new Worker(new URL('./support/adder.worker.ts', import.meta.url), { type: 'module' })
  const tap = createTap({ name: 'adder' })
  const { remote, close } = pair(tap.wrap(workerTransport(worker)))
  onTestFinished(() => {
    close()
    worker.terminate()
    tap.dispose()
  })
  await expect(remote['add']?.(1, 2)).resolves.toBe(3)
  await openPanel()
  await openTab('Connections')
  await expect
    .poll(() => rowTexts('Connections'))
    .toEqual([expect.stringMatching(/adder.*iframe/), expect.stringMatching(/adder.*worker/)])
  await openTab('Calls')
  await expect.poll(() => rowTexts('Calls')).toEqual([expect.stringMatching(/out.*add.*ok/)])
  await expect.poll(() => shadowRoot().querySelectorAll('.waterfall .there').length).toBe(1)
})

test('a component that forgets its callbacks is named on the first look, and they are unbound by hand', async () => {
  const { tap, here } = connect({ name: 'channel' }, keepsCallbacks())
  await openPanel()
  for (let mounts = 0; mounts < 10; mounts++) {
    const owner = tap.mount({ name: 'ForgetfulBox' })
    await owner.run(() => here.remote['watch']?.(() => undefined))
    owner.unmount()
  }
  const row = grid('Bindings by creation site').getByRole('row').nth(1)
  await expect.element(row).toHaveTextContent(/LEAK10/)
  await expect.element(row.getByText('ForgetfulBox', { exact: true })).toBeVisible()
  await expect.element(row.getByText(/connected\.browser\.test\.tsx:\d+/)).toBeVisible()
  expect(here.bindings().callbacks).toBe(10)
  await row.click()
  await page.getByRole('button', { name: 'Unbind all 10' }).click()
  await expect.poll(() => here.bindings().callbacks).toBe(0)
  await expect.element(page.getByText('LEAK')).not.toBeInTheDocument()
})

test('a function of the other side is called by hand', async () => {
  connect({ name: 'channel' }, keepsCallbacks())
  await openPanel()
  await openTab('Console')
  await page.getByRole('combobox', { name: 'Function' }).fill('add')
  await page.getByRole('textbox', { name: 'Arguments' }).fill('19, 23')
  await page.getByRole('button', { name: 'Call', exact: true }).click()
  await expect.element(page.getByRole('list', { name: 'Results' })).toHaveTextContent('42')
})

test('a connection that is closed by hand says why its calls were rejected', async () => {
  const { here } = connect({ name: 'channel' }, { wait: () => new Promise(() => undefined) })
  await openPanel()
  const waiting = expect(here.remote['wait']?.()).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
  await openTab('Faults')
  await page.getByRole('button', { name: 'Close connection' }).click()
  await waiting
  await openTab('Calls')
  await expect.poll(() => rowTexts('Calls')).toEqual([expect.stringMatching(/wait.*closed/)])
  await openTab('Connections')
  await expect.poll(() => rowTexts('Connections')).toEqual([expect.stringMatching(/channel.*closed/)])
})
