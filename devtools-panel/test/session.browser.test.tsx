import { createTap, exportSession } from '@iorpc/tap'
import { expect, onTestFinished, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { connect } from './support/connect.js'
import { openPanel, openTab, rowTexts } from './support/openPanel.js'

/** A session in which `add` was called once, as a file. */
async function recordedFile(): Promise<File> {
  const { tap, here } = connect({ name: 'recorded' }, { add: (a: number, b: number) => a + b })
  await here.remote['add']?.(1, 2)
  const text = JSON.stringify(exportSession([tap]))
  tap.dispose()
  return new File([text], 'session.json', { type: 'application/json' })
}

test('a recorded session is opened beside the live connections, and removed', async () => {
  const file = await recordedFile()
  const live = createTap({ name: 'live' })
  onTestFinished(() => live.dispose())
  await openPanel()
  await openTab('Connections')
  await userEvent.upload(page.getByLabelText('Session file'), file)
  await expect.poll(() => rowTexts('Connections').length).toBe(2)
  expect(rowTexts('Connections')[1]).toMatch(/recorded.*file/)
  await openTab('Packets')
  await expect.poll(() => rowTexts('Packets').length).toBe(2)
  expect(rowTexts('Packets')[0]).toContain('recorded, file')
  await openTab('Connections')
  await page.getByRole('button', { name: 'Remove imported' }).click()
  await expect.poll(() => rowTexts('Connections').length).toBe(1)
})

test('a file that is no session is refused', async () => {
  await openPanel()
  await openTab('Connections')
  await userEvent.upload(page.getByLabelText('Session file'), new File(['{"x":1}'], 'other.json'))
  await expect.element(page.getByRole('alert')).toHaveTextContent('other.json is no recorded session.')
})

test('what is shown is saved as a file that can be opened again', async () => {
  const { here } = connect({ name: 'channel' }, { add: (a: number, b: number) => a + b })
  await here.remote['add']?.(1, 2)
  const saved: Promise<string>[] = []
  const createObjectURL = URL.createObjectURL.bind(URL)
  URL.createObjectURL = (blob: Blob) => {
    saved.push(blob.text())
    return createObjectURL(blob)
  }
  onTestFinished(() => {
    URL.createObjectURL = createObjectURL
  })
  await openPanel()
  await openTab('Connections')
  await page.getByRole('button', { name: 'Export session' }).click()
  await expect.poll(() => saved.length).toBe(1)
  expect(JSON.parse((await saved[0]) ?? '')).toMatchObject({ taps: [{ name: 'channel' }] })
})
