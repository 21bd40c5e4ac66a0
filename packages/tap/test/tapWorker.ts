import { createTap, shareTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { workerTransport } from 'iorpc/transports'

const tap = createTap({ name: 'inside the worker' })
shareTap(tap)
pair({
  ...tap.wrap(workerTransport(self as unknown as Worker)),
  local: { add: (a: number, b: number) => a + b },
})
