import { createTap, type Tap } from '@iorpc/tap'
import { pair, type RemoteFunction, type Transport } from 'iorpc'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { packet, scripted, settled, wire } from './wire.js'

interface Api {
  add(a: number, b: number): number
  keep(fn: () => void): void
  make(): () => string
  fail(): void
}

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

function connect(taggedPackets = false) {
  const tap = createTap({ name: 'controls' })
  disposals.push(() => tap.dispose())
  const [here, there] = wire()
  const kept: RemoteFunction<() => void>[] = []
  const options = { taggedPackets, callTimeout: 500 }
  const client = pair<Api>({ ...tap.wrap(here), options })
  const server = pair({
    ...there,
    options,
    local: {
      add: (a: number, b: number) => a + b,
      keep: (fn: RemoteFunction<() => void>) => void kept.push(fn),
      make: () => () => 'made',
      fail() {
        throw new Error('as it should')
      },
    },
  })
  return { tap, client, server, controls: controlsOf(tap) }
}

function controlsOf({ controls }: Tap) {
  if (!controls) throw new Error('a local tap has controls')
  return controls
}

describe.each([false, true])('with taggedPackets: %s', (tagged) => {
  it('unbind releases a function of this side as if the other side had', async () => {
    const { tap, client, controls } = connect(tagged)
    await client.remote.keep(() => {})
    const key = tap.store.getState().bindings.at(0)?.key ?? ''
    expect(controls.unbind(key)).toBe(true)
    expect(client.bindings()).toEqual({ calls: 0, callbacks: 0 })
    expect(tap.store.getState().released.at(0)).toMatchObject({ key, releaseReason: 'unbound' })
    expect(controls.unbind(key)).toBe(false)
  })

  it('unbind gives up a function of the other side', async () => {
    const { tap, client, server, controls } = connect(tagged)
    const made = await client.remote.make()
    await settled()
    expect(server.bindings()).toEqual({ calls: 0, callbacks: 1 })
    expect(controls.unbind(tap.store.getState().bindings.at(0)?.key ?? '')).toBe(true)
    await settled()
    expect(server.bindings()).toEqual({ calls: 0, callbacks: 0 })
    await expect(made()).rejects.toThrow()
  })

  it('call calls by hand; the pair does not notice', async () => {
    const { tap, client, server, controls } = connect(tagged)
    await client.remote.add(0, 0)
    const sum = controls.call('add', [20, 22])
    expect(tap.store.getState().counts.calls).toBe(0)
    expect(await sum).toBe(42)
    await expect(controls.call('fail', [])).rejects.toThrow('as it should')
    const made = await controls.call('make', [])
    await settled()
    expect(made).toThrow('given back')
    expect(client.pending()).toBe(0)
    expect(server.pending()).toBe(0)
    expect(tap.store.getState().waiting).toEqual([])
    expect(tap.store.getState().calls.at(1)).toMatchObject({ name: 'add', outcome: 'resolved' })
  })
})

describe('a call by hand', () => {
  it('is rejected when the connection closes before its answer, or is made again', async () => {
    const tap = createTap({ name: 'closes' })
    const first = scripted()
    tap.wrap(first.transport).onClose?.(() => {})
    const closed = tap.controls?.call('add', [1, 2])
    first.end('gone')
    await expect(closed).rejects.toThrow('The connection has closed')
    tap.wrap(scripted().transport)
    const replaced = tap.controls?.call('add', [1, 2])
    tap.wrap(scripted().transport)
    await expect(replaced).rejects.toThrow('The connection has closed')
    expect(tap.store.getState().counts.calls).toBe(0)
    tap.dispose()
  })
})

describe('faults', () => {
  it('can be set, read and ended', () => {
    const { controls } = connect()
    expect(controls.faults()).toBeUndefined()
    controls.setFaults({ delay: 5 })
    expect(controls.faults()).toEqual({ delay: 5 })
    controls.setFaults(undefined)
    expect(controls.faults()).toBeUndefined()
  })

  it('a delayed packet that the connection no longer takes is a drop, and no error of nobody', async () => {
    const tap = createTap({ name: 'late' })
    let isClosed = false
    const wrapped = tap.wrap<Transport>({
      send() {
        if (isClosed) throw new Error('it is closed')
      },
      on() {},
    })
    tap.controls?.setFaults({ delay: 5 })
    wrapped.send(packet('add', 1) as never)
    isClosed = true
    await expect
      .poll(() => tap.store.getState().drops.at(0)?.reason)
      .toBe('delayed on purpose, and then the connection did not take it')
    tap.dispose()
  })

  it('what cannot be copied is not duplicated, and arrives', () => {
    const tap = createTap({ name: 'one' })
    const sent: unknown[] = []
    const wrapped = tap.wrap<Transport>({ send: (sentPacket) => sent.push(sentPacket), on() {} })
    tap.controls?.setFaults({ duplicate: 1 })
    wrapped.send(packet('add', 1, [() => {}]) as never)
    wrapped.send(packet('add', 2, [1]) as never)
    expect(sent).toHaveLength(3)
    tap.dispose()
  })

  it('delay keeps the order', async () => {
    const { client, controls } = connect()
    controls.setFaults({ delay: 30 })
    const order: number[] = []
    const first = client.remote.add(1, 0).then((n) => order.push(n))
    controls.setFaults(undefined)
    const second = client.remote.add(2, 0).then((n) => order.push(n))
    await Promise.all([first, second])
    expect(order).toEqual([1, 2])
  })

  it('drop loses packets, and says so', async () => {
    const { tap, client, controls } = connect()
    controls.setFaults({ drop: 1 })
    await expect(client.remote.add(1, 2)).rejects.toMatchObject({ code: 'IORPC_TIMEOUT' })
    expect(tap.store.getState().drops.at(0)?.reason).toBe('lost on purpose')
    expect(tap.store.getState().calls.at(0)).toMatchObject({ outcome: 'timeout' })
  })

  it('duplicate delivers twice, which changes no result', async () => {
    const { client, server, controls } = connect()
    controls.setFaults({ duplicate: 1 })
    expect(await client.remote.add(1, 2)).toBe(3)
    const fn = vi.fn()
    await client.remote.keep(fn)
    await settled()
    expect(server.bindings().calls).toBe(0)
  })

  it('reject answers calls of this side with an error', async () => {
    const { client, controls } = connect()
    controls.setFaults({ reject: 1 })
    await expect(client.remote.add(1, 2)).rejects.toThrow('Rejected on purpose')
    await expect(controls.call('add', [1, 2])).rejects.toThrow('Rejected on purpose')
    expect(client.pending()).toBe(0)
  })
})

it('close closes the transport', () => {
  const close = vi.fn()
  const tap = createTap({ name: 'controls' })
  tap.wrap({ send: () => {}, on: () => {}, close })
  controlsOf(tap).close()
  expect(close).toHaveBeenCalledOnce()
  expect(tap.store.getState().status).toBe('closed')
})

it('unbinds each of many, whatever their ids are', async () => {
  const tap = createTap({ name: 'many' })
  disposals.push(() => tap.dispose())
  const [here, there] = wire()
  let next = 0
  const cbIdGenerator = () => `id:own:${next++}`
  const client = pair<Api>({ ...tap.wrap(here), options: { cbIdGenerator } })
  pair({ ...there, local: { keep() {} }, options: { cbIdGenerator } })
  await Promise.all(Array.from({ length: 2000 }, () => client.remote.keep(() => {})))
  const controls = controlsOf(tap)
  const { bindings } = tap.store.getState()
  const keys = Array.from({ length: bindings.length }, (_, index) => bindings.at(index)?.key ?? '')
  expect(keys).toHaveLength(2000)
  expect(keys.every((key) => controls.unbind(key))).toBe(true)
  expect(client.bindings()).toEqual({ calls: 0, callbacks: 0 })
  expect(controls.unbind(keys[0] ?? '')).toBe(false)
  expect(controls.unbind('nonsense')).toBe(false)
})
