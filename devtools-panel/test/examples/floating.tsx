import { IorpcDevtools } from '@iorpc/devtools-panel'
import { createTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { portTransport } from 'iorpc/transports'

const { port1, port2 } = new MessageChannel()
pair({ ...portTransport(port2), local: { add: (a: number, b: number) => a + b } })

const tap = createTap({ name: 'calculator' })
const { remote } = pair(tap.wrap(portTransport(port1)))

export function App() {
  return (
    <>
      <button onClick={() => void remote.add?.(1, 2)}>Add</button>
      <IorpcDevtools />
    </>
  )
}
