import type { SideIds } from './otherSide.js'
import type { Snapshot } from './snapshot.js'
import type { TapContext } from './types.js'

/** A way to other contexts: a `BroadcastChannel`, or a `MessagePort` of its own. Never the transport of a pair. */
export interface TapPort {
  postMessage(message: unknown): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  /** Ports need it, broadcast channels do not have it. */
  start?(): void
}

const channelName = 'iorpc-taps'

export const remoteActions = ['pause', 'resume', 'clear'] as const

export type TapMessage =
  | { iorpcTap: 'who' }
  | { iorpcTap: 'here'; id: string; name: string; context: TapContext }
  | { iorpcTap: 'gone'; id: string }
  | { iorpcTap: 'look'; id: string; viewer: string; sentAt: number }
  | { iorpcTap: 'seen' | 'away'; id: string; viewer: string }
  | { iorpcTap: 'state'; id: string; viewer: string; lookedAt: number; time: number; state: Snapshot }
  | ({ iorpcTap: 'ids'; viewer: string; id: string; time: number } & SideIds)
  | { iorpcTap: 'do'; id: string; what: (typeof remoteActions)[number] }

/** An open way to other contexts. */
export interface TapChannel {
  post(message: TapMessage): void
  close(): void
}

/** The channel of all contexts of the origin, or the given one. Whatever else it carries is ignored. */
export function openTapChannel(
  given: TapPort | undefined,
  receive: (message: TapMessage) => void,
): TapChannel {
  const channel = given ?? new BroadcastChannel(channelName)
  const listener = ({ data }: { data: unknown }) => {
    if (typeof data === 'object' && data !== null && 'iorpcTap' in data) receive(data as TapMessage)
  }
  const port = channel as TapPort
  port.addEventListener('message', listener)
  port.start?.()
  // Node waits for open channels.
  if (!given && 'unref' in channel && typeof channel.unref === 'function') channel.unref()
  return {
    post: (message: TapMessage) => port.postMessage(message),
    close() {
      port.removeEventListener('message', listener)
      if (!given && 'close' in channel) channel.close()
    },
  }
}
