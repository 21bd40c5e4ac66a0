import { WebSocket } from 'ws'
import { pair } from 'iorpc'
import { webSocketTransport } from 'iorpc/transports'

const socket = new WebSocket(`ws://localhost:${process.env.PORT ?? 8080}`)
const { remote, pending, close } = pair({ ...webSocketTransport(socket) })

// No need to wait until the socket is open.
console.log(await remote.greet('Ada'))
console.log(await remote.greetLater('Grace'))

// Fire and forget.
remote.noWait.greet('nobody')

// A callback goes there, a function comes back. In an arrow function `this` would not be set.
let ticks = 0
await new Promise((resolve, reject) => {
  const stopping = remote.watchClock(function () {
    if (++ticks === 2) stopping.then(stop).then(resolve, reject)
    return this.iorpcPending()
  })
})

async function stop(stopClock) {
  console.log(await stopClock())
  // The server may forget the function now.
  stopClock.unbind()
}

// Errors travel both ways.
try {
  await remote.divide(1, 0)
} catch (error) {
  console.log(error.message)
}
const failing = await remote.tryCallback(() => {
  throw new Error('no such file')
})
await failing().catch((error) => console.log(error.message))
failing.unbind()

// Whatever was bound has been released.
console.log(`pending: ${await remote.countPending()} on the server, ${pending()} here`)
close()
