import { WebSocketServer } from 'ws'
import { pair } from 'iorpc'
import { webSocketTransport } from 'iorpc/transports'

const local = {
  greet(name) {
    return `Hello, ${name}`
  },

  async greetLater(name) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    return `Hello at last, ${name}`
  },

  // A method, no arrow function, so that `this` has what belongs to the connection.
  watchClock(onTick) {
    const timer = setInterval(async () => {
      const pendingThere = await onTick(Date.now())
      console.log(`pending: ${pendingThere} on the client, ${this.iorpcPending()} here`)
    }, 100)
    return () => {
      clearInterval(timer)
      onTick.unbind()
      return 'stopped'
    }
  },

  countPending() {
    return this.iorpcPending()
  },

  divide(a, b) {
    if (b === 0) throw new RangeError('Nothing can be divided by 0')
    return a / b
  },

  async tryCallback(callback) {
    try {
      await callback()
    } catch (error) {
      console.log(`the callback failed: ${error.message}`)
    } finally {
      callback.unbind()
    }
    return () => {
      throw new Error('The returned function failed')
    }
  },
}

const server = new WebSocketServer({ port: Number(process.env.PORT ?? 8080) })

server.on('connection', (socket) => {
  const transport = webSocketTransport(socket)
  transport.onClose((reason) => console.log(reason.code))
  pair({ ...transport, local })
})

server.on('listening', () => console.log(`listening on port ${server.address().port}`))
