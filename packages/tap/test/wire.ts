import type { Packet, Transport } from 'iorpc'

/** Two transports that hand packets to each other in a later task, as copies: the other side is another context. */
export function wire(): [Transport, Transport] {
  const handlers: ((packet: unknown) => void)[][] = [[], []]
  const side = (here: 0 | 1): Transport => ({
    send(packet: Packet) {
      const copy = structuredClone(packet)
      setTimeout(() => {
        for (const handler of handlers[here === 0 ? 1 : 0] ?? []) handler(copy)
      })
    },
    on: (handler) => handlers[here]?.push(handler),
  })
  return [side(0), side(1)]
}

/** A transport of which the test is the other side. */
export function scripted() {
  const sent: unknown[] = []
  const handlers: ((packet: unknown) => void)[] = []
  const closeListeners: ((reason?: unknown) => void)[] = []
  const transport: Transport = {
    send: (packet) => void sent.push(packet),
    on: (handler) => void handlers.push(handler),
    onClose: (listener) => void closeListeners.push(listener),
    close: () => {},
  }
  return {
    transport,
    sent,
    receive: (packet: unknown) => handlers.forEach((handler) => handler(packet)),
    end: (reason?: unknown) => closeListeners.forEach((listener) => listener(reason)),
  }
}

/** Everything that waits in timers has run. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

export function packet(apiFunc: string, cbId: unknown, args: unknown[] = [], argsTransform: unknown = []) {
  return { apiFunc, cbId, args, argsTransform }
}
