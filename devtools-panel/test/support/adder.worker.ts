import { createTap, shareTap } from '@iorpc/tap'
import { pair } from 'iorpc'

const tap = createTap({ name: 'adder' })
shareTap(tap)
pair({
  ...tap.wrap({
    send: (packet) => postMessage(packet),
    on: (handler) => addEventListener('message', (event) => handler(event.data)),
  }),
  local: { add: (a: number, b: number) => a + b },
})
