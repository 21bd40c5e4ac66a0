import { createStore } from 'zustand/vanilla'
import { later, now } from './clock.js'
import { createMirror, emptyState } from './mirror.js'
import { register, taps, unregister } from './registry.js'
import { shiftTimes } from './shiftTimes.js'
import { createSnapshots, type Snapshot } from './snapshot.js'
import type { TapContext, TapState, TapView } from './types.js'

/** A way to other contexts: a `BroadcastChannel`, or a `MessagePort` of its own. Never the transport of a pair. */
export interface TapPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  /** Ports need it, broadcast channels do not have it. */
  start?(): void
}

const channelName = 'iorpc-taps'
/** A mirror is brought up to date so often, in milliseconds. */
const updatesEvery = 100
/** What is looked at shows so often that it is still there. */
const beatsEvery = 2000
const silentAfter = 6000

const remoteActions = ['pause', 'resume', 'clear'] as const

type Message =
  | { iorpcTap: 'who' }
  | { iorpcTap: 'here'; id: string; name: string; context: TapContext }
  | { iorpcTap: 'gone'; id: string }
  | { iorpcTap: 'look'; id: string; viewer: string; sentAt: number }
  | { iorpcTap: 'away'; id: string; viewer: string }
  | { iorpcTap: 'state'; id: string; viewer: string; lookedAt: number; time: number; state: Snapshot }
  | { iorpcTap: 'do'; id: string; what: (typeof remoteActions)[number] }

/**
 * Shows a tap to the panels of other contexts of the same origin, or over a port. Nothing is sent while no panel looks.
 *
 * @param tap the tap of this context, often of a worker
 * @param port default: a `BroadcastChannel` that all contexts of the origin share
 * @returns stops
 *
 * @example
 * // in the worker
 * const tap = createTap({ name: 'image worker' })
 * shareTap(tap)
 * // in the page
 * connectTaps()
 */
export function shareTap(tap: TapView, port?: TapPort): () => void {
  const { id, name, context } = tap
  const viewers = new Map<string, () => void>()
  const channel = open(port, (message) => {
    if (message.iorpcTap === 'who') announce()
    if (!('id' in message) || message.id !== id) return
    if (message.iorpcTap === 'do' && remoteActions.includes(message.what)) tap[message.what]()
    if (message.iorpcTap === 'away') leave(message.viewer)
    if (message.iorpcTap === 'look') look(message.viewer, message.sentAt)
  })
  const announce = () => channel.post({ iorpcTap: 'here', id, name, context })
  const leave = (viewer: string) => {
    viewers.get(viewer)?.()
    viewers.delete(viewer)
  }
  const look = (viewer: string, lookedAt: number) => {
    leave(viewer)
    const snapshots = createSnapshots()
    let cancelUpdate: (() => void) | undefined
    let cancelBeat = () => {}
    const send = () => {
      cancelUpdate?.()
      cancelUpdate = undefined
      cancelBeat()
      cancelBeat = later(send, beatsEvery)
      const state = snapshots(tap.store.getState())
      channel.post({ iorpcTap: 'state', id, viewer, lookedAt, time: now(), state })
    }
    const unsubscribe = tap.store.subscribe(() => {
      cancelUpdate ??= later(send, updatesEvery)
    })
    viewers.set(viewer, () => {
      unsubscribe()
      cancelUpdate?.()
      cancelBeat()
    })
    send()
  }
  announce()
  return () => {
    for (const viewer of [...viewers.keys()]) leave(viewer)
    channel.post({ iorpcTap: 'gone', id })
    channel.close()
  }
}

/**
 * Lists the taps that other contexts share beside those of this one. Their stores are filled while somebody has
 * subscribed; times are those of this context's clock.
 *
 * @param port the same as for `shareTap`
 * @returns removes them from the list
 *
 * @example
 * const disconnect = connectTaps()
 */
export function connectTaps(port?: TapPort): () => void {
  const mirrors = new Map<string, Mirror>()
  const remove = (id: string) => {
    mirrors.get(id)?.end()
    mirrors.delete(id)
  }
  const channel = open(port, (message) => {
    if (message.iorpcTap === 'here') {
      // It may have announced itself before, or be a tap of this context.
      if (taps.getState().some((tap) => tap.id === message.id)) return
      mirrors.set(message.id, mirrorOf(message.id, message.name, message.context, channel.post))
    } else if (message.iorpcTap === 'gone') remove(message.id)
    else if (message.iorpcTap === 'state') mirrors.get(message.id)?.take(message)
  })
  channel.post({ iorpcTap: 'who' })
  return () => {
    for (const id of [...mirrors.keys()]) remove(id)
    channel.close()
  }
}

interface Mirror {
  take(message: Extract<Message, { iorpcTap: 'state' }>): void
  end(): void
}

function mirrorOf(id: string, name: string, context: TapContext, post: (message: Message) => void): Mirror {
  const store = createStore<TapState>(() => emptyState(name))
  const viewer = `${id}:${Math.random()}`
  let mirror = createMirror()
  let subscribers = 0
  let offset = 0
  let cancelSilence = () => {}
  /** The context may have been terminated, which nobody is told. */
  const watch = () => {
    cancelSilence()
    cancelSilence = later(
      () => store.setState({ status: 'closed', closeReason: `no sign of life from the ${context}` }),
      silentAfter,
    )
  }
  const view: TapView = {
    id,
    name,
    context,
    mirrored: true,
    store: {
      ...store,
      subscribe(listener) {
        const unsubscribe = store.subscribe(listener)
        if (subscribers++ === 0) {
          post({ iorpcTap: 'look', id, viewer, sentAt: now() })
          watch()
        }
        let isSubscribed = true
        return () => {
          if (!isSubscribed) return
          isSubscribed = false
          unsubscribe()
          if (--subscribers > 0) return
          post({ iorpcTap: 'away', id, viewer })
          cancelSilence()
        }
      },
    },
    pause: () => post({ iorpcTap: 'do', id, what: 'pause' }),
    resume: () => post({ iorpcTap: 'do', id, what: 'resume' }),
    clear: () => post({ iorpcTap: 'do', id, what: 'clear' }),
    payload: () => undefined,
  }
  register(view)
  let lookedAt = -1
  return {
    take(message) {
      if (message.viewer !== viewer || subscribers === 0) return
      watch()
      if (message.lookedAt !== lookedAt) {
        // The first answer to a look: a whole state, and a measure of the clocks.
        lookedAt = message.lookedAt
        mirror = createMirror()
        offset = offsetOf(lookedAt, message.time, now())
      }
      store.setState(mirror(shiftTimes(message.state, offset)), true)
    },
    end() {
      cancelSilence()
      if (subscribers > 0) post({ iorpcTap: 'away', id, viewer })
      unregister(view)
    },
  }
}

/** How far the other clock is ahead, as far as it cannot be the time that messages take. */
function offsetOf(askedAt: number, theirs: number, answeredAt: number): number {
  const offset = theirs - (askedAt + answeredAt) / 2
  return Math.abs(offset) > answeredAt - askedAt ? offset : 0
}

function open(given: TapPort | undefined, receive: (message: Message) => void) {
  const channel = given ?? new BroadcastChannel(channelName)
  const listener = ({ data }: { data: unknown }) => {
    if (typeof data === 'object' && data !== null && 'iorpcTap' in data) receive(data as Message)
  }
  const port = channel as TapPort
  port.addEventListener('message', listener)
  port.start?.()
  if ('unref' in channel && typeof channel.unref === 'function') channel.unref()
  return {
    post: (message: Message) => port.postMessage(message),
    close() {
      port.removeEventListener('message', listener)
      if (channel instanceof BroadcastChannel && !given) channel.close()
    },
  }
}
