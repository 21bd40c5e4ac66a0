import { createTap } from '@iorpc/tap'
import { pair, type RemoteFunction, type Transport } from 'iorpc'
import { describe, expect, it, vi } from 'vitest'
import { packet, scripted } from './wire.js'

const call = packet('add', 1, [1, 2]) as never

describe('a wrapped transport', () => {
  it('sends the same arguments, returns the same and throws the same', () => {
    const answer = Promise.resolve('sent')
    const failure = new Error('the channel is full')
    const send = vi.fn().mockReturnValueOnce(answer).mockReturnValueOnce(undefined)
    send.mockImplementationOnce(() => {
      throw failure
    })
    const wrapped = createTap({ name: 'wrap' }).wrap<Transport>({ send, on: () => {} })
    const transfer = [new ArrayBuffer(1)]

    expect(wrapped.send(call, transfer)).toBe(answer)
    expect(wrapped.send(call)).toBeUndefined()
    expect(() => wrapped.send(call)).toThrow(failure)

    expect(send.mock.calls).toEqual([[call, transfer], [call], [call]])
    expect(send.mock.calls[0]?.[0]).toBe(call)
    expect(send.mock.calls[0]?.[1]).toBe(transfer)
  })

  it('leaves a rejection of send to who called it', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const rejected = Promise.reject(new Error('gone'))
    const wrapped = createTap({ name: 'wrap' }).wrap<Transport>({ send: () => rejected, on: () => {} })
    await expect(wrapped.send(call)).rejects.toThrow('gone')
    await new Promise((resolve) => setTimeout(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })

  it('hands on what arrives, the same objects in the same order, to every handler', () => {
    const { transport, receive } = scripted()
    const wrapped = createTap({ name: 'wrap' }).wrap(transport)
    const first = vi.fn()
    const second = vi.fn()
    wrapped.on(first)
    wrapped.on(second)
    const packets = [packet('a', 1), null, 'text', packet('b', false)]
    packets.forEach(receive)
    expect(first.mock.calls.map(([received]) => received)).toEqual(packets)
    expect(second.mock.calls.map(([received]) => received)).toEqual(packets)
    expect(first.mock.calls[0]?.[0]).toBe(packets[0])
  })

  it('records a packet once, however many handlers get it', () => {
    const { transport, receive } = scripted()
    const tap = createTap({ name: 'wrap' })
    const wrapped = tap.wrap(transport)
    wrapped.on(() => {})
    wrapped.on(() => {})
    receive(packet('a', 1))
    expect(tap.store.getState().packets.length).toBe(1)
  })

  it('returns what on returns', () => {
    const unsubscribe = () => {}
    const wrapped = createTap({ name: 'wrap' }).wrap<Transport>({ send: () => {}, on: () => unsubscribe })
    expect(wrapped.on(() => {})).toBe(unsubscribe)
  })

  it('lets a throwing handler throw into the transport', () => {
    const { transport, receive } = scripted()
    createTap({ name: 'wrap' })
      .wrap(transport)
      .on(() => {
        throw new Error('of the handler')
      })
    expect(() => receive(packet('a', 1))).toThrow('of the handler')
  })

  it('calls methods of a class on its instance, and has only the methods that it has', () => {
    class Line implements Transport {
      #closed = false
      send() {
        return this.#closed
      }
      on() {}
      close() {
        this.#closed = true
      }
    }
    const wrapped = createTap({ name: 'wrap' }).wrap<Transport>(new Line())
    wrapped.close?.()
    expect(wrapped.send(call)).toBe(true)
    expect('onClose' in wrapped).toBe(false)
    expect('onProgress' in wrapped).toBe(false)
  })

  it('survives spreading, with everything else that the transport has', () => {
    const local = { ping: () => 'pong' }
    const transport = { send: () => {}, on: () => {}, local, options: { callTimeout: 5 } }
    const { send, observer, ...rest } = { ...createTap({ name: 'wrap' }).wrap(transport) }
    expect(rest.local).toBe(local)
    expect(rest.options.callTimeout).toBe(5)
    expect(send).toBeTypeOf('function')
    expect(observer.bound).toBeTypeOf('function')
  })

  it('tells an observer that was there before', () => {
    const dropped = vi.fn()
    const transport = { send: () => {}, on: () => {}, observer: { dropped } }
    const tap = createTap({ name: 'wrap' })
    const event = { reason: 'why', packet: 1 }
    tap.wrap(transport).observer.dropped?.(event)
    expect(dropped).toHaveBeenCalledWith(event)
    expect(tap.store.getState().drops.at(0)).toMatchObject({ reason: 'why', preview: 1 })
  })

  it('follows the end of the connection and its next life', () => {
    const { transport, end, receive } = scripted()
    const tap = createTap({ name: 'wrap' })
    expect(tap.store.getState()).toMatchObject({ status: 'idle', epoch: 0 })
    const wrapped = tap.wrap(transport)
    const onClose = vi.fn()
    wrapped.onClose?.(onClose)
    wrapped.on(() => {})
    wrapped.send(call)
    expect(tap.store.getState()).toMatchObject({ status: 'open', epoch: 1, counts: { calls: 1 } })

    const reason = new Error('the worker has died')
    end(reason)
    expect(onClose).toHaveBeenCalledWith(reason)
    expect(tap.store.getState()).toMatchObject({
      status: 'closed',
      closeReason: 'the worker has died',
      counts: { calls: 0 },
    })
    expect(tap.store.getState().calls.at(0)).toMatchObject({ outcome: 'closed' })

    receive(packet('hello', false))
    expect(tap.store.getState()).toMatchObject({ status: 'open', epoch: 2 })
    tap.wrap(transport)
    expect(tap.store.getState()).toMatchObject({ status: 'open', epoch: 3 })
  })

  it('counts what the first call after a reconnect binds to the new life', () => {
    const { transport, end } = scripted()
    const tap = createTap({ name: 'wrap' })
    const api = pair<{ watch(fn: () => void): void }>(tap.wrap(transport))
    const watch = (fn: () => void) => void api.remote.watch(fn).catch(() => {})
    const onValue = () => {}
    watch(onValue)
    end(new Error('the connection is lost'))
    expect(tap.store.getState().counts.callbacks).toBe(0)

    watch(onValue)
    expect(tap.store.getState()).toMatchObject({ epoch: 2, counts: { callbacks: 1 } })
    api.release(onValue)
    expect(tap.store.getState().counts.callbacks).toBe(0)
    expect(tap.store.getState().groups).toEqual([])
  })

  it('ends what was received with its life, whenever it is given up', () => {
    const { transport, receive, end } = scripted()
    const tap = createTap({ name: 'wrap' })
    let kept: RemoteFunction<() => void> | undefined
    const { remote } = pair<{ watch(): void }>({
      ...tap.wrap(transport),
      local: { keep: (fn: RemoteFunction<() => void>) => void (kept = fn) },
    })
    receive(packet('keep', 1, [700000001], [0]))
    expect(tap.store.getState().counts.held).toBe(1)
    end(new Error('the connection is lost'))
    expect(tap.store.getState().released.at(0)).toMatchObject({ side: 'held', releaseReason: 'closed' })

    remote.noWait.watch()
    kept?.unbind()
    expect(tap.store.getState()).toMatchObject({ epoch: 2, counts: { held: 0 }, groups: [] })
  })

  it('goes on after dispose, unrecorded', () => {
    const { transport, sent, receive } = scripted()
    const tap = createTap({ name: 'wrap' })
    const wrapped = tap.wrap(transport)
    const handler = vi.fn()
    wrapped.on(handler)
    tap.dispose()
    wrapped.send(call)
    receive(packet('a', 1))
    expect(sent).toEqual([call])
    expect(handler).toHaveBeenCalledOnce()
    wrapped.observer.dropped?.({ reason: 'why', packet: 1 })
    expect(tap.store.getState().packets.length).toBe(0)
    expect(tap.store.getState().drops.length).toBe(0)
  })
})

describe('what packets alone tell of a send that throws', () => {
  it('is taken back: the call has failed and its callbacks are free', () => {
    const tap = createTap({ name: 'wrap' })
    const wrapped = tap.wrap<Transport>({
      send() {
        throw new Error('could not be cloned')
      },
      on: () => {},
    })
    expect(() => wrapped.send(packet('keep', 1, [7], [0]) as never)).toThrow()
    const { counts, calls } = tap.store.getState()
    expect(counts).toMatchObject({ calls: 0, callbacks: 0 })
    expect(calls.at(0)).toMatchObject({ outcome: 'failed' })
  })
})
