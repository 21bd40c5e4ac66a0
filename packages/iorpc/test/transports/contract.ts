import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { pair, transfer, type IorpcErrorCode, type Pair } from 'iorpc'
import type { LinkTransport } from 'iorpc/transports'
import type { PeerApi } from './peers/api.js'

/** A connection to a real other side that exposes `PeerApi`. */
export interface Rig {
  transport: LinkTransport
  /** Ends the other side without a word, from outside or by its own means. */
  kill(api: Pair<PeerApi>): unknown
  /** Resolves when a death would be noticed. Default: it always is. */
  watched?(): Promise<unknown>
}

interface Contract {
  /**
   * @param late the other side must not listen before calls have been made
   */
  connect(late: boolean): Rig | Promise<Rig>
  /** What pending calls reject with when the other side is killed. */
  killed: IorpcErrorCode
  /** What they reject with when the other side closes its transport. */
  left: IorpcErrorCode
  /** Whether the connection waits for the next other side after that, instead of ending. Default: it ends. */
  waits?: boolean
  /** How values travel: as structured clones with or without transfer, as JSON, or as JSON with bytes. */
  values: 'clone' | 'copy' | 'json' | 'binary'
}

/** The behaviour that all transports share. */
export function testTransport(
  name: string,
  { connect, killed, left, waits = false, values }: Contract,
): void {
  const open = async (late = false) => {
    const rig = await connect(late)
    const api = pair<PeerApi>({ ...rig.transport })
    onTestFinished(() => api.close())
    return { ...rig, api, remote: api.remote }
  }

  describe(name, () => {
    test('carries calls, results and errors', async () => {
      const { remote } = await open()
      expect(await remote.add(2, 3)).toBe(5)
      await expect(remote.fail('no luck')).rejects.toThrow('no luck')
    })

    test('carries functions both ways', async () => {
      const { remote } = await open()
      expect(await remote.callBack((n) => n * 10, 4)).toBe(41)
      const addSeven = await remote.adder(7)
      expect(await addSeven(5)).toBe(12)
      addSeven.unbind()
    })

    test('keeps calls that are made before the other side listens, in order', async () => {
      const { remote, transport } = await open(true)
      for (let n = 0; n < 100; n++) remote.noWait.note(n)
      const notes = await remote.notes()
      expect(notes).toEqual(Array.from({ length: 100 }, (_, n) => n))
      expect(transport.status()).toMatchObject({ state: 'open', epoch: 1 })
    })

    test('keeps what a value was when the call was made', async () => {
      const { remote } = await open(true)
      const value = { list: [1, 2] }
      const result = remote.echo(value)
      value.list.push(3)
      expect(await result).toEqual({ list: [1, 2] })
    })

    test('keeps the order of many calls at once', async () => {
      const { remote } = await open()
      await Promise.all(Array.from({ length: 500 }, (_, n) => remote.note(n)))
      expect(await remote.notes()).toEqual(Array.from({ length: 500 }, (_, n) => n))
    })

    if (values === 'clone') {
      test('clones and transfers values', async () => {
        const { remote } = await open()
        const value = { when: new Date(0), map: new Map([[1, undefined]]), big: 10n, not: NaN }
        expect(await remote.echo(value)).toEqual(value)
        const bytes = new Uint8Array(1000)
        expect(await remote.byteLength(transfer(bytes, [bytes.buffer]))).toBe(1000)
        expect(bytes.byteLength).toBe(0)
      })

      test('refuses what cannot be cloned, and goes on', async () => {
        const { remote } = await open()
        await expect(remote.echo({ fn: () => 1 })).rejects.toMatchObject({ code: 'IORPC_SEND_FAILED' })
        expect(await remote.add(1, 1)).toBe(2)
      })
    }

    if (values === 'binary') {
      test('carries bytes of any size', async () => {
        const { remote } = await open()
        const bytes = new Uint8Array(1000).fill(7)
        expect(new Uint8Array((await remote.echo(bytes)) as Uint8Array)).toEqual(bytes)
        expect(await remote.byteLength(new Uint8Array(3_000_000))).toBe(3_000_000)
      })
    }

    test('serves several pairs', async () => {
      const { remote, transport } = await open()
      const second = pair<PeerApi>({ ...transport, options: { ignoreCallbackUnavailable: true } })
      expect(await Promise.all([remote.add(1, 2), second.remote.add(3, 4)])).toEqual([3, 7])
    })

    test('rejects pending calls at once when the other side is killed', async () => {
      const { remote, api, transport, kill, watched } = await open()
      await remote.add(1, 1)
      await watched?.()
      const told = vi.fn()
      transport.onClose(told)
      const pending = [remote.hang(), remote.callBack(() => new Promise(() => {}), 1)]
      const settled = Promise.allSettled(pending)
      await kill(api)
      for (const result of await settled) {
        expect(result).toMatchObject({ status: 'rejected', reason: { name: 'IorpcError', code: killed } })
      }
      expect(told).toHaveBeenCalledWith(expect.objectContaining({ code: killed }))
      expect(api.pending()).toBe(0)
      expect(transport.status()).toMatchObject({
        state: waits && killed === left ? 'connecting' : 'closed',
        reason: { code: killed },
      })
    })

    test('rejects pending calls when the other side closes its transport, after its last answers', async () => {
      const { remote, transport } = await open()
      const pending = remote.hang()
      const last = remote.add(20, 22)
      remote.noWait.leave()
      await expect(pending).rejects.toMatchObject({ code: left })
      expect(await last).toBe(42)
      if (waits) expect(transport.status().state).toBe('connecting')
      else await expect(remote.add(1, 1)).rejects.toMatchObject({ code: left })
    })

    test('ends once, and tells those who ask later', async () => {
      const { api, remote, transport } = await open()
      await remote.add(1, 1)
      const pending = remote.hang()
      const early = vi.fn()
      transport.onClose(early)
      api.close()
      transport.close()
      await expect(pending).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
      const late = vi.fn()
      transport.onClose(late)
      for (const listener of [early, late]) {
        expect(listener).toHaveBeenCalledTimes(1)
        expect(listener).toHaveBeenCalledWith(expect.objectContaining({ code: 'IORPC_CLOSED' }))
      }
      expect(transport.status()).toMatchObject({ state: 'closed', reason: { code: 'IORPC_CLOSED' } })
      const packet = { apiFunc: 'add', cbId: 1, args: [1, 1], argsTransform: [] }
      await expect(async () => transport.send(packet)).rejects.toMatchObject({ code: 'IORPC_CLOSED' })
    })

    test('tells of every change of its status', async () => {
      const { remote, transport } = await open(true)
      const states: string[] = [transport.status().state]
      const stop = transport.onStatus(() => states.push(transport.status().state))
      await remote.add(1, 1)
      transport.close()
      stop()
      expect(states.at(-1)).toBe('closed')
      expect(states).toEqual([...new Set(states)])
      expect(transport.status()).toBe(transport.status())
    })
  })
}
