import { pair, transfer, type Packet, type PairConfig, type PairObserver, type TransferList } from 'iorpc'
import { createApi } from '../api.js'
import { type Api, type Contestant, type Endpoint, type RemoteApi, type Settings } from '../contestant.js'

type Extras = Pick<PairConfig, 'observer'>

const transportOf = ({ post, listen }: Endpoint) => ({
  send: (packet: Packet, list?: TransferList) => {
    post(packet, list as ArrayBuffer[] | undefined)
  },
  on: listen,
})

const contestant = (extras: () => Extras): Contestant => ({
  connect(endpoint: Endpoint, settings: Settings) {
    const { remote } = pair<RemoteApi>({ ...transportOf(endpoint), ...extras(), options: settings })
    return { api: remote }
  },
  serve(endpoint, settings) {
    const local = createApi({
      release: (callback) => {
        ;(callback as typeof callback & { unbind(): void }).unbind()
      },
      transfer: (buffer) => transfer(buffer, [buffer]),
    })
    pair<object, Api>({ ...transportOf(endpoint), ...extras(), local, options: settings })
  },
  callback: (fn) => fn,
  borrows: true,
  transfer: (buffer) => transfer(buffer, [buffer]),
})

/** ioRPC as its README sets it up: `send`, `on` and the default options. */
export const iorpc = contestant(() => ({}))

const ignore = () => {}

/** The same with an observer that listens to everything and does nothing. */
export const iorpcObserved = contestant(() => ({
  observer: {
    bound: ignore,
    called: ignore,
    released: ignore,
    callStarted: ignore,
    callSettled: ignore,
    dropped: ignore,
  } satisfies PairObserver,
}))
