'use client'
import type { Pair, UntypedApi } from 'iorpc'
import { expectNoLeaks, linkedPairs, type LinkedPairs, type LinkedPairsConfig } from 'iorpc/testing'
import type { ReactElement, ReactNode } from 'react'
import { IorpcProvider } from '../IorpcProvider.js'

/** What the two sides serve, and what goes wrong between them. */
export interface LinkedProviderConfig<RemoteApi = UntypedApi, LocalApi = UntypedApi> extends Pick<
  LinkedPairsConfig,
  'options' | 'faults'
> {
  /** The other side: what components call. */
  remote?: LinkedPairsConfig<LocalApi, RemoteApi>['localB']
  /** What the other side calls. */
  local?: LinkedPairsConfig<LocalApi, RemoteApi>['localA']
  /** The provider to render: of `createIorpc`, or the default one. */
  provider?: (props: { api: Pair<RemoteApi, LocalApi>; children?: ReactNode }) => ReactElement
}

/** A provider with its other side. */
export interface LinkedProvider<RemoteApi = UntypedApi, LocalApi = UntypedApi> extends Pick<
  LinkedPairs,
  'settled' | 'disconnect'
> {
  /** Renders its children under a provider: `render(<App />, { wrapper })`. */
  wrapper: (props: { children?: ReactNode }) => ReactElement
  /** The pair of the provider. */
  api: Pair<RemoteApi, LocalApi>
  /** The pair of the other side. */
  far: Pair<LocalApi, RemoteApi>
  /** Waits until nothing is bound on either side; throws with what is. For after unmount. */
  expectNoLeaks: () => Promise<void>
}

/**
 * A provider whose other side is in the same context: tests of components need no worker. Values are cloned and arrive
 * later, as from a worker.
 *
 * @param config `remote` is what components call, `local` what the other side calls; `options`, `faults`, `provider`
 *
 * @example
 * const { wrapper, expectNoLeaks } = linkedProvider<WorkerApi>({ remote: { add: (a, b) => a + b } })
 * const { unmount } = render(<Calculator />, { wrapper })
 * unmount()
 * await expectNoLeaks()
 */
export function linkedProvider<RemoteApi extends object = UntypedApi, LocalApi extends object = UntypedApi>(
  config: LinkedProviderConfig<RemoteApi, LocalApi> = {},
): LinkedProvider<RemoteApi, LocalApi> {
  const { remote, local, options, faults, provider: Provider = IorpcProvider } = config
  const { a, b, settled, disconnect } = linkedPairs<LocalApi, RemoteApi>({
    ...(local && { localA: local }),
    ...(remote && { localB: remote }),
    ...(options && { options }),
    ...(faults && { faults }),
  })
  return {
    wrapper: ({ children }) => <Provider api={a}>{children}</Provider>,
    api: a,
    far: b,
    settled,
    disconnect,
    expectNoLeaks: () => expectNoLeaks(a, b),
  }
}
