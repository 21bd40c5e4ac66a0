import { onTestFinished } from 'vitest'
import { pair, type Packet, type Pair, type PairConfig, type PairObserver, type PairOptions } from 'iorpc'

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests call what the other side happens to expose
export type AnyApi = any
export type AnyPair = Pair<AnyApi, AnyApi>

interface Side {
  local?: object
  options?: PairOptions
  observer?: PairObserver
}

/** Two pairs on a real MessageChannel, closed at the end of the test; `packets` is everything that was sent. */
export function connect(a: Side, b: Side, common: PairOptions = {}) {
  const { port1, port2 } = new MessageChannel()
  const packets: { from: 'A' | 'B'; packet: Packet }[] = []
  const side = (from: 'A' | 'B', port: MessagePort, { local, options, observer }: Side): AnyPair =>
    pair<AnyApi, AnyApi>({
      send: (packet, transfer) => {
        packets.push({ from, packet: structuredCloneOrSame(packet) })
        port.postMessage(packet, transfer ?? [])
      },
      on: (handler) => {
        port.onmessage = (event) => handler(event.data)
      },
      close: () => port.close(),
      local: local ?? {},
      options: { ...common, ...options },
      ...(observer && { observer }),
    })
  const A = side('A', port1, a)
  const B = side('B', port2, b)
  onTestFinished(() => {
    A.close()
    B.close()
  })
  return {
    A,
    B,
    packets,
    sentBy: (from: 'A' | 'B') => packets.filter((p) => p.from === from).map((p) => p.packet),
  }
}

function structuredCloneOrSame(packet: Packet): Packet {
  try {
    return structuredClone(packet)
  } catch {
    return packet
  }
}

/** One pair with a scripted other side: `sent` is what it sends, `receive` delivers to it. */
export function scripted(config: Partial<PairConfig<AnyApi, AnyApi>> = {}) {
  const sent: Packet[] = []
  let receive: (packet: unknown) => void = () => {}
  const it: AnyPair = pair<AnyApi, AnyApi>({
    send: (packet) => {
      sent.push(packet)
    },
    on: (handler) => {
      receive = handler
    },
    ...config,
  })
  const take = (): Packet[] => sent.splice(0)
  return { it, sent, take, receive: (packet: unknown) => receive(packet) }
}

/** Lets everything that is already on its way arrive. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0))
