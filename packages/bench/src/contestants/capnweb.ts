import { newMessagePortRpcSession, RpcTarget, type RpcStub } from 'capnweb'
import { createApi } from '../api.js'
import { type Callback, type Contestant, type RemoteApi } from '../contestant.js'

/** An `RpcTarget` over a `MessagePort`. What a call brings is disposed when it returns, unless it was duplicated. */
export const capnweb: Contestant = {
  async connect(endpoint) {
    return { api: newMessagePortRpcSession(await endpoint.openPort()) as unknown as RemoteApi }
  },
  async serve(endpoint) {
    const api = createApi({
      keep: (callback) => (callback as unknown as RpcStub<Callback>).dup() as unknown as Callback,
    })
    class Target extends RpcTarget {}
    Object.assign(Target.prototype, api)
    newMessagePortRpcSession(await endpoint.openPort(), new Target())
  },
  callback: (fn) => fn,
  borrows: true,
}
