import { createStore } from 'zustand/vanilla'
import { createMirror } from './mirror.js'
import { newTapId, register, unregister } from './registry.js'
import { wrongInSession } from './sessionShape.js'
import { createSnapshots, type Snapshot } from './snapshot.js'
import type { TapContext, TapView } from './types.js'

const format = 'iorpc-session'
const version = 1

/** A recorded session as plain data. */
export interface SessionFile {
  readonly format: typeof format
  readonly version: typeof version
  /** When it was saved, milliseconds since 1970. */
  readonly savedAt: number
  readonly taps: readonly { readonly name: string; readonly context: TapContext; readonly state: Snapshot }[]
}

/**
 * What taps have recorded, without payloads. The result goes through `JSON.stringify` unharmed.
 *
 * @param list which taps; usually `taps.getState()`
 *
 * @example
 * const text = JSON.stringify(exportSession(taps.getState()))
 */
export function exportSession(list: readonly TapView[]): SessionFile {
  return {
    format,
    version,
    savedAt: Date.now(),
    taps: list.map(({ name, context, store }) => ({
      name,
      context,
      state: createSnapshots()(store.getState()),
    })),
  }
}

/**
 * Adds the connections of a saved session to the list of taps, with the context `file`.
 *
 * @param session what `exportSession` made, also after `JSON.parse`
 * @returns removes them from the list
 * @throws TypeError when it is no such session; the message tells where it is something else
 *
 * @example
 * const remove = importSession(JSON.parse(text))
 */
export function importSession(session: unknown): () => void {
  const wrong = wrongInSession(session, format, version)
  if (wrong !== undefined) {
    throw new TypeError(
      `A session of format ${format}, version ${version} is expected: what exportSession() made. ` +
        `It is something else${wrong === '' ? '' : ` at ${wrong}`}`,
    )
  }
  const views = (session as SessionFile).taps.map(({ name, state }): TapView => {
    const restored = createMirror()(state)
    return {
      id: newTapId(),
      name,
      context: 'file',
      mirrored: true,
      store: createStore(() => restored),
      pause() {},
      resume() {},
      clear() {},
      payload: () => undefined,
    }
  })
  for (const view of views) register(view)
  return () => views.forEach(unregister)
}
