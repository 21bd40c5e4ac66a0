import { type Endpoint, type EventTargetEndpoint } from '../contestant.js'

type Channel = EventTargetEndpoint & { onmessage: ((event: MessageEvent<unknown>) => void) | null }

const endpointOf = (channel: Channel, openPort: Endpoint['openPort']): Endpoint => ({
  post: (message, transfer) => {
    if (transfer) channel.postMessage(message, transfer)
    else channel.postMessage(message)
  },
  listen: (handler) => {
    channel.onmessage = (event) => handler(event.data)
  },
  eventTarget: channel,
  openPort,
})

/** The page's side of a worker. */
export const workerEndpoint = (worker: Worker): Endpoint =>
  endpointOf(worker as Channel, () => {
    const { port1, port2 } = new MessageChannel()
    worker.postMessage(port2, [port2])
    return port1
  })

/** The worker's side. */
export const scopeEndpoint = (): Endpoint => {
  const scope = self as unknown as Channel
  return endpointOf(
    scope,
    () =>
      new Promise((resolve) => {
        scope.onmessage = (event) => resolve(event.data as MessagePort)
      }),
  )
}
