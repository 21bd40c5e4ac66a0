import type { ConnectionStatus, Pair, PairConfig, PairOptions, Tap, Transport } from 'iorpc'

/** What hooks need of a provider. */
export interface Connection {
  /** The pair while there is one. */
  readonly pair?: Pair | undefined
  /** What carries its packets, where the provider knows. */
  readonly transport?: Transport | undefined
  readonly name?: string | undefined
  readonly tap: Tap | undefined
  /** A new object with every change. */
  readonly status: ConnectionStatus
  /** Told of every change of status and pair. */
  subscribe(listener: () => void): () => void
  /** This and the rest are absent where somebody else opens and closes it. */
  reconnect?(): void
  /** Takes what the next opening uses, and the `local` of the present one. */
  configure?(config: ConnectionConfig): void
  /**
   * Opens the connection unless it is open. The returned function closes it, but not before the running task has ended:
   * effects that are undone and redone at once, as StrictMode and Fast Refresh do, keep their connection.
   */
  retain?(): () => void
}

export interface ConnectionConfig {
  connect: () => Transport | PromiseLike<Transport>
  local?: PairConfig['local']
  options?: PairOptions | undefined
}

export const CONNECTING: ConnectionStatus = { state: 'connecting', epoch: 0 }
export const OPEN: ConnectionStatus = { state: 'open', epoch: 1 }

/** The connection of `<IorpcProvider api>`. */
export function fixedConnection(pair: Pair, transport?: Transport, tap?: Tap): Connection {
  return {
    pair,
    transport,
    tap,
    get status() {
      return transport?.status?.() ?? OPEN
    },
    subscribe: (listener) => transport?.onStatus?.(listener) ?? (() => {}),
  }
}
