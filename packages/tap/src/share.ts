import { later, now } from './clock.js'
import { sideOf } from './sides.js'
import { createSnapshots } from './snapshot.js'
import { openTapChannel, remoteActions, type TapPort } from './tapChannel.js'
import type { TapView } from './types.js'

/** A mirror is brought up to date so often, in milliseconds. */
const updatesEvery = 100
/** What is looked at shows so often that it is still there. */
const beatsEvery = 2000
/** A viewer that has not said for so many signs of life that it sees them is gone, as a closed page is. */
const mostUnseen = 5
/** Beyond so many ids the sides are not compared. */
const idsCompared = 20_000

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
  const viewers = new Map<string, { unseen: number; stop(): void }>()
  const channel = openTapChannel(port, (message) => {
    if (message.iorpcTap === 'who') announce()
    if (!('id' in message) || message.id !== id) return
    if (message.iorpcTap === 'do' && remoteActions.includes(message.what)) tap[message.what]()
    if (message.iorpcTap === 'away') leave(message.viewer)
    const seenBy = message.iorpcTap === 'seen' && viewers.get(message.viewer)
    if (seenBy) seenBy.unseen = 0
    if (message.iorpcTap === 'look') look(message.viewer, message.sentAt)
  })
  const announce = () => channel.post({ iorpcTap: 'here', id, name, context })
  const leave = (viewer: string) => {
    viewers.get(viewer)?.stop()
    viewers.delete(viewer)
  }
  const look = (viewer: string, lookedAt: number) => {
    leave(viewer)
    const snapshots = createSnapshots()
    let cancelUpdate: (() => void) | undefined
    const send = () => {
      cancelUpdate?.()
      cancelUpdate = undefined
      const state = snapshots(tap.store.getState())
      channel.post({ iorpcTap: 'state', id, viewer, lookedAt, time: now(), state })
    }
    const beat = () => {
      if (here.unseen++ === mostUnseen) return leave(viewer)
      cancelBeat = later(beat, beatsEvery)
      const ids = sideOf(tap)?.ids()
      const areFew = ids !== undefined && ids.own.length + ids.held.length <= idsCompared
      if (areFew) channel.post({ iorpcTap: 'ids', id, viewer, time: now(), ...ids })
      send()
    }
    let cancelBeat = later(beat, beatsEvery)
    const unsubscribe = tap.store.subscribe(() => {
      cancelUpdate ??= later(send, updatesEvery)
    })
    const here = {
      unseen: 0,
      stop() {
        unsubscribe()
        cancelUpdate?.()
        cancelBeat()
      },
    }
    viewers.set(viewer, here)
    send()
  }
  announce()
  return () => {
    for (const viewer of [...viewers.keys()]) leave(viewer)
    channel.post({ iorpcTap: 'gone', id })
    channel.close()
  }
}
