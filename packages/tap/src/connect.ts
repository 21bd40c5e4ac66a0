import { createStore } from 'zustand/vanilla'
import { later, now } from './clock.js'
import { createMirror, emptyState } from './mirror.js'
import { register, taps, unregister } from './registry.js'
import { shiftTimes } from './shiftTimes.js'
import { sideOf } from './sides.js'
import { openTapChannel, type TapChannel, type TapMessage, type TapPort } from './tapChannel.js'
import type { TapContext, TapState, TapView } from './types.js'

/** Whoever is looked at shows a sign of life more often, in milliseconds. */
const silentAfter = 6000
/** And is told so often that it is still looked at. */
const seenEvery = 1500

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
  const channel = openTapChannel(port, (message) => {
    if (message.iorpcTap === 'here') {
      // It may have announced itself before, or be a tap of this context.
      if (taps.getState().some((tap) => tap.id === message.id)) return
      const forget = () => remove(message.id)
      mirrors.set(message.id, mirrorOf(message.id, message.name, message.context, channel.post, forget))
    } else if (message.iorpcTap === 'gone') remove(message.id)
    else if (message.iorpcTap === 'ids') mirrors.get(message.id)?.compare(message)
    else if (message.iorpcTap === 'state') mirrors.get(message.id)?.take(message)
  })
  channel.post({ iorpcTap: 'who' })
  return () => {
    for (const id of [...mirrors.keys()]) remove(id)
    channel.close()
  }
}

interface Mirror {
  take(message: Extract<TapMessage, { iorpcTap: 'state' }>): void
  /** Tells the tap of this side, which has the same name, what the other side has. */
  compare(message: Extract<TapMessage, { iorpcTap: 'ids' }>): void
  end(): void
}

function mirrorOf(
  id: string,
  name: string,
  context: TapContext,
  post: TapChannel['post'],
  forget: () => void,
): Mirror {
  const store = createStore<TapState>(() => emptyState(name))
  const viewer = `${id}:${Math.random()}`
  let mirror = createMirror()
  let subscribers = 0
  let offset = 0
  let seenAt = -Infinity
  let isSilent = false
  let cancelSilence = () => {}
  const look = () => post({ iorpcTap: 'look', id, viewer, sentAt: now() })
  /** The context may have been terminated, which nobody is told, or it may only have been stopped for a while. */
  const watch = () => {
    cancelSilence()
    cancelSilence = later(() => {
      isSilent = true
      store.setState({ status: 'closed', closeReason: `no sign of life from the ${context}` })
      look()
      watch()
    }, silentAfter)
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
          look()
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
    clear: () => (isSilent ? forget() : post({ iorpcTap: 'do', id, what: 'clear' })),
    payload: () => undefined,
  }
  register(view)
  let lookedAt = -1
  return {
    take(message) {
      if (message.viewer !== viewer || subscribers === 0) return
      watch()
      isSilent = false
      if (now() - seenAt >= seenEvery) {
        seenAt = now()
        post({ iorpcTap: 'seen', id, viewer })
      }
      if (message.lookedAt !== lookedAt) {
        // The first answer to a look: a whole state, and a measure of the clocks.
        lookedAt = message.lookedAt
        mirror = createMirror()
        offset = offsetOf(lookedAt, message.time, now())
      }
      store.setState(mirror(shiftTimes(message.state, offset)), true)
    },
    compare({ own, held, calls, time, viewer: lookedBy }) {
      if (lookedBy !== viewer) return
      const other = {
        tap: id,
        own: new Set(own),
        held: new Set(held),
        calls: new Set(calls),
        time: time - offset,
      }
      for (const tap of taps.getState()) if (tap.name === name) sideOf(tap)?.compare(other)
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
