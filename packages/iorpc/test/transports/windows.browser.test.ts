import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { commands } from './browserCommands.js'
import { pair } from 'iorpc'
import { windowTransport, type WindowOptions } from 'iorpc/transports'
import { testTransport } from './contract.js'
import type { PeerApi } from './peers/api.js'

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

testTransport('a sandboxed iframe without an origin', {
  async connect(late) {
    const script = await commands.bundleScript('frame.ts')
    const target = document.createElement('iframe')
    target.setAttribute('sandbox', 'allow-scripts')
    target.name = `origin=${location.origin}${late ? '&late' : ''}`
    target.srcdoc = `<!doctype html><script>${script.replaceAll('</script', '<\\/script')}</script>`
    document.body.append(target)
    onTestFinished(() => target.remove())
    return { transport: windowTransport({ target, origin: 'null' }), kill: () => target.remove() }
  },
  killed: 'IORPC_WINDOW_GONE',
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

const connect = (options: WindowOptions) => {
  const transport = windowTransport(options)
  const api = pair<PeerApi>({ ...transport })
  onTestFinished(() => api.close())
  return { transport, api, remote: api.remote }
}

describe('a window', () => {
  test('that reloads goes on in a new epoch', async () => {
    const target = addFrame(pageAt(otherOrigin, false))
    const { remote, transport } = connect({ target, origin: otherOrigin })
    await remote.note(1)
    expect(transport.status()).toEqual({ state: 'open', epoch: 1 })
    const pending = remote.hang()
    target.src = pageAt(otherOrigin, true)
    await expect(pending).rejects.toMatchObject({ code: 'IORPC_WINDOW_LEFT' })
    expect(transport.status()).toMatchObject({ state: 'connecting', reason: { code: 'IORPC_WINDOW_LEFT' } })
    expect(await remote.notes()).toEqual([])
    expect(transport.status()).toEqual({ state: 'open', epoch: 2 })
  })

  test('may start first', async () => {
    const target = addFrame(pageAt(location.origin, false))
    await new Promise((resolve) => (target.onload = resolve))
    const { remote } = connect({ target, origin: location.origin })
    expect(await remote.add(1, 2)).toBe(3)
  })

  test('may be left by one transport and taken by the next', async () => {
    const target = addFrame(pageAt(location.origin, false))
    const first = connect({ target, origin: location.origin })
    await first.remote.note(1)
    first.api.close()
    const second = connect({ target, origin: location.origin })
    expect(await second.remote.notes()).toEqual([1])
  })

  test('that is of another origin is not heard, and gets nothing', async () => {
    const target = addFrame(pageAt(otherOrigin, false))
    const { transport, remote } = connect({ target, origin: 'https://elsewhere.example' })
    const heard = vi.fn()
    const settled = vi.fn()
    transport.on(heard)
    remote.add(1, 1).then(settled, settled)
    // The same frame, asked for by its true origin, answers: so the one above has had its chance.
    expect(await connect({ target, origin: otherOrigin }).remote.add(2, 2)).toBe(4)
    expect(heard).not.toHaveBeenCalled()
    expect(settled).not.toHaveBeenCalled()
    expect(transport.status()).toEqual({ state: 'connecting', epoch: 0 })
  })

  test('that was not named is not heard', async () => {
    const origin = location.origin
    const named = addFrame('about:blank')
    const { transport } = connect({ target: named, origin })
    const stranger = addFrame(pageAt(origin, false))
    expect(await connect({ target: stranger, origin }).remote.add(2, 2)).toBe(4)
    expect(transport.status()).toEqual({ state: 'connecting', epoch: 0 })
  })

  test.each([
    null,
    'text',
    { iorpc: 'window' },
    { iorpc: 'window', channel: '', type: 'port', from: 'x', to: 'somebody else', knowsOrigin: true },
    { iorpc: 'window', channel: '', type: 'hello', from: 7, knowsOrigin: true },
    { iorpc: 'window', channel: '', type: 'bye', from: 'x', knowsOrigin: true },
    { apiFunc: 'add', cbId: 1, args: [1, 2], argsTransform: [] },
  ])('is not confused by %j', async (message) => {
    const target = addFrame(pageAt(location.origin, false))
    const { remote, transport } = connect({ target, origin: location.origin })
    const heard = vi.fn()
    transport.on(heard)
    await remote.add(1, 1)
    heard.mockClear()
    window.dispatchEvent(
      new MessageEvent('message', { data: message, origin: location.origin, source: target.contentWindow }),
    )
    expect(await remote.add(1, 2)).toBe(3)
    expect(heard).toHaveBeenCalledTimes(1)
    expect(transport.status()).toEqual({ state: 'open', epoch: 1 })
  })

  test('gets no port from a transport that is closed on hearing of a new document', async () => {
    const target = addFrame(pageAt(location.origin, false))
    const { remote, transport } = connect({ target, origin: location.origin })
    await remote.add(1, 1)
    transport.onClose(() => transport.close())
    const { contentWindow: source } = target
    const posted = vi.spyOn(source as Window, 'postMessage')
    const data = { iorpc: 'window', channel: '', type: 'hello', from: 'new', knowsOrigin: true }
    window.dispatchEvent(new MessageEvent('message', { data, origin: location.origin, source }))
    expect(transport.status().state).toBe('closed')
    expect(posted).not.toHaveBeenCalled()
  })

  test('takes several connections that have names', async () => {
    const target = addFrame(pageAt(location.origin, false))
    const named = connect({ target, origin: location.origin, channel: 'side' })
    expect(await connect({ target, origin: location.origin }).remote.add(1, 2)).toBe(3)
    expect(named.transport.status().state).toBe('connecting')
  })

  test('keeps a bounded number of calls', async () => {
    const { api, remote, transport } = connect({ target: addFrame('about:blank'), origin: location.origin })
    for (let n = 0; n < 10_000; n++) remote.noWait.note(n)
    await expect(remote.add(1, 1)).rejects.toMatchObject({ code: 'IORPC_QUEUE_FULL' })
    expect(transport.status().state).toBe('connecting')
    api.close()
  })

  test('that closes before it has spoken ends the connection', async () => {
    const target = open('about:blank')
    if (!target) throw new Error('The browser blocks popups')
    const { remote } = connect({ target, origin: location.origin })
    const call = remote.add(1, 1)
    target.close()
    await expect(call).rejects.toMatchObject({ code: 'IORPC_WINDOW_GONE' })
  })

  test.each([
    ['no origin', { target: window.parent, origin: '' }],
    ['an address for an origin', { target: window.parent, origin: `${location.origin}/` }],
    ['no target', { target: null as never, origin: '*' }],
    ['itself', { target: window, origin: '*' }],
  ])('is refused with %s', (_name, options) => {
    expect(() => windowTransport(options)).toThrow(expect.objectContaining({ code: 'IORPC_BAD_OPTION' }))
  })
})
