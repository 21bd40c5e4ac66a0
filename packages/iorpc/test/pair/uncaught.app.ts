import { pair } from 'iorpc'

const { port1, port2 } = new MessageChannel()
const connect = (port: MessagePort, local: object) =>
  pair<{ failsRemotely(): void }, object>({
    send: (packet) => port.postMessage(packet),
    on: (handler) => (port.onmessage = (event) => handler(event.data)),
    local,
  })

connect(port2, {
  failsRemotely() {
    throw new TypeError('boom')
  },
})
const { remote } = connect(port1, {})

async function localCaller() {
  await remote.failsRemotely()
}

void localCaller()
