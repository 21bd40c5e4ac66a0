import { connectTaps, createTap, shareTap, taps, type TapState } from '@iorpc/tap'
import { pair, type RemoteFunction } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { afterEach, expect, test } from 'vitest'

type Listener = RemoteFunction<(...args: unknown[]) => unknown>

interface Api {
  print(text: string, progress: () => void): void
  watch(listeners: { onTick: () => void }, onEnd: () => void): void
}

const disposals: (() => void)[] = []
afterEach(() => disposals.splice(0).forEach((dispose) => dispose()))

/** The other side calls what it is given, and answers when it was. */
function connect() {
  const tap = createTap({ name: 'names' })
  const link = createLink()
  const { remote } = pair<Api>({
    ...tap.wrap(link.a),
    options: { allowNestedFunctions: true },
  })
  pair({
    ...link.b,
    options: { allowNestedFunctions: true },
    local: {
      print: async (text: string, progress: Listener) => void (await progress(text)),
      watch: async ({ onTick }: { onTick: Listener }, onEnd: Listener) => {
        await onTick(1)
        await onEnd()
      },
    },
  })
  disposals.push(() => tap.dispose())
  return { tap, remote }
}

const all = <T>(list: { length: number; at(index: number): T | undefined }) =>
  Array.from({ length: list.length }, (_, index) => list.at(index) as T)

const callbacks = ({ packets }: TapState) => all(packets).filter(({ kind }) => kind === 'callback')

test('packets and calls of a callback have its name and what it was passed to, and so have their answers', async () => {
  const { tap, remote } = connect()
  await remote.print('page', function onProgress() {})
  const { packets, calls } = tap.store.getState()
  const passedTo = { method: 'print', path: '1' }
  expect(all(packets)).toMatchObject([
    { kind: 'call', name: 'print', passedTo: undefined },
    { kind: 'callback', name: 'onProgress', passedTo },
    { kind: 'reply', name: 'onProgress', passedTo },
    { kind: 'reply', name: 'print', passedTo: undefined },
  ])
  expect(all(calls)).toMatchObject([
    { name: 'print', passedTo: undefined },
    { name: 'onProgress', passedTo },
  ])
})

test('functions that are sent have their names in previews, also in objects, and also when they are over', async () => {
  const { tap, remote } = connect()
  function tick() {}
  function end() {}
  await remote.print('page', end)
  await remote.watch({ onTick: tick }, end)
  tap.store.getState().bindings.at(0)
  const [print, watch] = all(tap.store.getState().packets).filter(({ kind }) => kind === 'call')
  expect(print?.preview).toMatchObject(['page', { type: 'function', name: 'end' }])
  expect(print?.functionIds).toEqual([(print?.preview[1] as { id: unknown }).id])
  expect(watch?.preview).toMatchObject([
    { type: 'object', entries: [['onTick', { type: 'function', name: 'tick' }]] },
    { type: 'function', name: 'end' },
  ])
  expect(watch?.functionIds).toHaveLength(2)
})

test('a function without a name is called by its place, and has no name in previews', async () => {
  const { tap, remote } = connect()
  await remote.print('page', () => {})
  const state = tap.store.getState()
  expect(callbacks(state)).toMatchObject([{ name: 'print:1', passedTo: { method: 'print', path: '1' } }])
  expect(state.packets.at(0)?.preview[1]).not.toHaveProperty('name')
})

test('once its code is read it has the name that it was passed by, in packets and calls of before too', async () => {
  const { tap, remote } = connect()
  const [progress] = [() => {}]
  await remote.print('page', progress)
  expect(callbacks(tap.store.getState())).toMatchObject([{ name: 'print:1' }])
  await expect.poll(() => callbacks(tap.store.getState())[0]?.name).toBe('progress')
  const { packets, calls } = tap.store.getState()
  expect(packets.at(0)?.preview[1]).toMatchObject({ type: 'function', name: 'progress' })
  expect(calls.at(1)).toMatchObject({ name: 'progress', passedTo: { method: 'print', path: '1' } })
  expect(packets.at(1)).toBe(tap.store.getState().packets.at(1))
})

test('another context sees the new names, too', async () => {
  const { tap, remote } = connect()
  taps.setState((list) => list.filter((other) => other !== tap), true)
  const { port1, port2 } = new MessageChannel()
  disposals.push(shareTap(tap, port1), connectTaps(port2))
  await expect.poll(() => taps.getState().length).toBe(1)
  const [mirror] = taps.getState()
  if (!mirror) throw new Error('There is no mirror')
  disposals.push(mirror.store.subscribe(() => {}))
  const [progress] = [() => {}]
  await remote.print('page', progress)
  await expect.poll(() => callbacks(mirror.store.getState())[0]?.name).toBe('progress')
  expect(mirror.store.getState().packets.length).toBe(4)
})
