import { createTap, type Tap, type TapOptions } from '@iorpc/tap'
import { pair, type Pair, type PairConfig } from 'iorpc'
import { portTransport } from 'iorpc/transports'
import { onTestFinished } from 'vitest'

export interface Connected {
  tap: Tap
  here: Pair
  there: Pair
}

/** A recorded pair and its other side, over a real message channel. */
export function connect(options: TapOptions, local: PairConfig['local'] = {}): Connected {
  const { port1, port2 } = new MessageChannel()
  const tap = createTap(options)
  const here = pair(tap.wrap(portTransport(port1)))
  const there = pair({ ...portTransport(port2), local })
  onTestFinished(() => {
    here.close()
    there.close()
    tap.dispose()
  })
  return { tap, here, there }
}
