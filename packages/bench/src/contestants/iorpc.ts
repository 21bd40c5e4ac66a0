import { createTap, type TapView } from '@iorpc/tap'
import { pair, transfer, type PairConfig, type PairObserver, type Transport, type TransferList } from 'iorpc'
import { batch } from 'iorpc/transports'
import { createApi } from '../api.js'
import { type Api, type Contestant, type Endpoint, type RemoteApi } from '../contestant.js'

const transportOf = ({ post, listen }: Endpoint): Transport => ({
  send: (packet, list?: TransferList) => post(packet, list as ArrayBuffer[] | undefined),
  on: listen,
})

type Dress = (transport: Transport) => Transport & Pick<PairConfig, 'observer'>

const plain: Dress = (transport) => transport

/** Both sides dress their transport. */
const contestant = (dress: Dress, dressServer = dress): Contestant => ({
  connect(endpoint, settings) {
    const { remote } = pair<RemoteApi>({ ...dress(transportOf(endpoint)), options: settings })
    return { api: remote }
  },
  serve(endpoint, settings) {
    const local = createApi({
      release: (callback) => {
        ;(callback as typeof callback & { unbind(): void }).unbind()
      },
      transfer: (buffer) => transfer(buffer, [buffer]),
    })
    pair<object, Api>({ ...dressServer(transportOf(endpoint)), local, options: settings })
  },
  callback: (fn) => fn,
  borrows: true,
  transfer: (buffer) => transfer(buffer, [buffer]),
})

/** ioRPC as its README sets it up: `send`, `on` and the default options. */
export const iorpc = contestant(plain)

/** All calls of a microtask in one message. */
export const iorpcBatched = contestant(batch)

const ignore = () => {}

/** With an observer that listens to everything and does nothing. */
export const iorpcObserved = contestant((transport) => ({
  ...transport,
  observer: {
    bound: ignore,
    called: ignore,
    released: ignore,
    callStarted: ignore,
    callSettled: ignore,
    dropped: ignore,
  } satisfies PairObserver,
}))

const recorded: Dress = (transport) => createTap({ name: 'bench', stacks: false }).wrap(transport)

/** With a tap on the page's side that records while no panel looks, as an app has it. */
export const iorpcRecorded = contestant(recorded, plain)

/** With such a tap on both sides. */
export const iorpcRecordedTwice = contestant(recorded)

/** The same as `iorpcRecorded`, while the devtools show it. */
export const iorpcShown: Contestant = {
  ...iorpc,
  needsPage: true,
  async connect(endpoint, settings) {
    let shown: TapView | undefined
    const side = contestant((transport) => {
      const tap = createTap({ name: 'bench', stacks: false })
      shown = tap
      return tap.wrap(transport)
    })
    const connection = await side.connect(endpoint, settings)
    const { openPanel } = await import('../chromium/openPanel.js')
    return shown ? { ...connection, close: await openPanel(shown) } : connection
  },
}
