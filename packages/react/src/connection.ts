import { IorpcError, type ConnectionStatus, type Pair, type Tap, type Transport } from 'iorpc'

/** What hooks need of a provider. */
export interface Connection {
  /** The pair while there is one. */
  readonly pair: Pair | undefined
  /** What carries its packets, where the provider knows. */
  readonly transport: Transport | undefined
  readonly tap: Tap | undefined
  getStatus(): ConnectionStatus
  /** What the server, and so the first render of a hydration, shows. */
  getServerStatus(): ConnectionStatus
  subscribe(listener: () => void): () => void
  /** Resolves with the pair as soon as there is one; rejects if the connection is, or ends up, closed. */
  whenReady(): Promise<Pair>
  reconnect(): void
}

const OPEN: ConnectionStatus = { state: 'open', epoch: 1 }

/** The connection of `<IorpcProvider api>`: somebody else opens and closes it. */
export function fixedConnection(pair: Pair, transport?: Transport, tap?: Tap): Connection {
  return {
    pair,
    transport,
    tap,
    getStatus: () => transport?.status?.() ?? OPEN,
    getServerStatus: () => OPEN,
    subscribe: (listener) => transport?.onStatus?.(listener) ?? (() => {}),
    whenReady: () => Promise.resolve(pair),
    reconnect() {
      throw new IorpcError(
        'IORPC_BAD_OPTION',
        'reconnect() needs <IorpcProvider connect={…}>: what made `api` has to reopen it',
      )
    },
  }
}
