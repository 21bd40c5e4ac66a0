import { onTestFinished } from 'vitest'
import { windowTransport } from 'iorpc/transports'
import { testTransport } from './contract.js'

const page = new URL('./peers/frame.html', import.meta.url)
const pageAt = (origin: string, late: boolean) =>
  new URL(`${page.pathname}?origin=${location.origin}${late ? '&late' : ''}`, origin).href

function addFrame(src: string, sandbox?: string): HTMLIFrameElement {
  const frame = document.createElement('iframe')
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox)
  frame.src = src
  document.body.append(frame)
  onTestFinished(() => frame.remove())
  return frame
}

testTransport('an iframe of the same origin that is removed', {
  connect(late) {
    const target = addFrame(pageAt(location.origin, late))
    return { transport: windowTransport({ target, origin: location.origin }), kill: () => target.remove() }
  },
  killed: 'IORPC_WINDOW_GONE',
  left: 'IORPC_WINDOW_LEFT',
  waits: true,
  values: 'clone',
})

const otherOrigin = `http://127.0.0.1:${location.port}`

testTransport('an iframe of another origin that navigates', {
  connect(late) {
    const target = addFrame(pageAt(otherOrigin, late))
    return {
      transport: windowTransport({ target, origin: otherOrigin }),
      kill: ({ remote }) => remote.noWait.die(),
    }
  },
  killed: 'IORPC_WINDOW_LEFT',
  left: 'IORPC_WINDOW_LEFT',
  waits: true,
  values: 'clone',
})

testTransport('a popup that is closed', {
  connect(late) {
    const target = open(pageAt(location.origin, late))
    if (!target) throw new Error('The browser blocks popups')
    onTestFinished(() => target.close())
    return { transport: windowTransport({ target, origin: location.origin }), kill: () => target.close() }
  },
  killed: 'IORPC_WINDOW_GONE',
  left: 'IORPC_WINDOW_LEFT',
  waits: true,
  values: 'clone',
})
