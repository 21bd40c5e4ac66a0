import { pair } from 'iorpc'
import { windowTransport } from 'iorpc/transports'
import { expect, onTestFinished, test } from 'vitest'
import { connectWidget } from './page.js'
import './widget.html?url'

function addFrame(change: (iframe: HTMLIFrameElement) => void) {
  const iframe = document.createElement('iframe')
  change(iframe)
  document.body.append(iframe)
  onTestFinished(() => iframe.remove())
  return iframe
}

const addWidget = () =>
  addFrame((iframe) => {
    iframe.src = new URL('./widget.html', import.meta.url).href
  })

test('the page calls the widget, and the widget calls back', async () => {
  const iframe = addWidget()
  const { remote, close } = connectWidget(iframe)
  onTestFinished(close)
  const bought = new Promise((resolve) => void remote.showPrice(5, resolve))
  await expect.poll(() => iframe.contentDocument?.querySelector('button')?.textContent).toBe('Buy for 5.00')
  iframe.contentDocument?.querySelector('button')?.click()
  expect(await bought).toBe(5)
})

test('a value of a wrong type is refused, and says nothing about the widget', async () => {
  const { remote, close } = connectWidget(addWidget())
  onTestFinished(close)
  await expect(remote.showPrice(NaN, () => {})).rejects.not.toThrow('showPrice')
})

test('a sandboxed iframe', () => {
  const iframe = addFrame((frame) => frame.setAttribute('sandbox', 'allow-scripts'))
  // #region sandbox
  const transport = windowTransport({ target: iframe, origin: 'null' })
  // #endregion sandbox
  const { close } = pair(transport)
  expect(transport.status().state).toBe('connecting')
  close()
})
