import { expect, onTestFinished, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { fakeTap, leakGroup } from './support/fakeTap.js'
import { openPanel } from './support/openPanel.js'

const button = page.getByRole('button', { name: 'Open in a window of its own' })

/** The window that the panel opens: an element's, so that the test can look into it. */
function catchWindow(): Window {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  const view = frame.contentWindow as Window
  vi.spyOn(window, 'open').mockReturnValue(view)
  onTestFinished(() => void vi.restoreAllMocks())
  return view
}

test('the panel moves into its own window, styled and alive, and comes back when that closes', async () => {
  const view = catchWindow()
  const tap = fakeTap('worker')
  await openPanel({ taps: [tap] })
  await button.click()
  await expect.poll(() => view.document.querySelector('.panel')).not.toBeNull()
  await expect.element(page.getByRole('region', { name: 'ioRPC devtools' })).not.toBeInTheDocument()
  const panel = view.document.querySelector('.panel')
  expect(panel && view.getComputedStyle(panel).display).toBe('flex')
  tap.update({ groups: [leakGroup()] })
  await expect.poll(() => view.document.body.textContent).toContain('SearchBox.tsx:12')
  view.document.querySelector<HTMLElement>('[data-number="0"]')?.click()
  await expect.poll(() => view.document.body.textContent).toContain('10 mounts')
  view.dispatchEvent(new Event('pagehide'))
  await expect.element(page.getByRole('region', { name: 'ioRPC devtools' })).toBeVisible()
})

test('a browser that refuses is quoted', async () => {
  vi.spyOn(window, 'open').mockReturnValue(null)
  onTestFinished(() => void vi.restoreAllMocks())
  await openPanel({ taps: [] })
  await button.click()
  await expect.element(page.getByText('The browser did not allow another window.')).toBeVisible()
})
