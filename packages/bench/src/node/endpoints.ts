import { type MessagePort as NodePort, MessageChannel, type Worker as NodeWorker } from 'node:worker_threads'
import nodeEndpoint, { type NodeEndpoint } from 'comlink/dist/esm/node-adapter.mjs'
import { type Endpoint, type EventTargetEndpoint } from '../contestant.js'

type Channel = Pick<NodeWorker | NodePort, 'postMessage' | 'on' | 'once'>

const endpointOf = (channel: Channel, openPort: Endpoint['openPort']): Endpoint => ({
  post: (message, transfer) => {
    if (transfer) channel.postMessage(message, transfer)
    else channel.postMessage(message)
  },
  listen: (handler) => {
    channel.on('message', handler)
  },
  eventTarget: nodeEndpoint(channel as unknown as NodeEndpoint) as EventTargetEndpoint,
  openPort,
})

/** The main thread's side of a worker thread. */
export const workerEndpoint = (worker: NodeWorker | NodePort): Endpoint =>
  endpointOf(worker, () => {
    const { port1, port2 } = new MessageChannel()
    worker.postMessage(port2, [port2])
    return port1 as unknown as MessagePort
  })

/** The worker thread's side. */
export const parentEndpoint = (parent: NodePort): Endpoint =>
  endpointOf(parent, () => new Promise((resolve) => parent.once('message', resolve)))
