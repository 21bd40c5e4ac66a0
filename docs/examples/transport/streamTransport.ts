import { createInterface } from 'node:readline'
import type { Duplex } from 'node:stream'
import type { Transport } from 'iorpc'

/** Packets as lines of JSON over a stream, such as a TCP socket. */
export function streamTransport(
  stream: Duplex,
): Required<Pick<Transport, 'send' | 'on' | 'close' | 'onClose'>> {
  const lines = createInterface({ input: stream })
  return {
    // One packet, one message. A promise that rejects fails the call that was being sent.
    send: (packet) =>
      new Promise<void>((resolve, reject) => {
        stream.write(`${JSON.stringify(packet)}\n`, (error) => (error ? reject(error) : resolve()))
      }),
    // Hand on what arrives as it is: the pair checks it.
    on: (handler) => lines.on('line', (line) => handler(parse(line))),
    close: () => void stream.end(),
    // Tell when nothing will arrive any more: what waits is rejected with the reason.
    onClose(listener) {
      stream.once('error', listener)
      stream.once('close', () => listener(new Error('The stream has ended')))
    },
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return line
  }
}
