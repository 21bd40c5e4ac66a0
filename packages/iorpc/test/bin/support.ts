import {
  binChannel,
  type BinChannel,
  type BinChannelOptions,
  type BinTransport,
  type IorpcError,
} from 'iorpc'

export interface Recorded extends BinTransport {
  messages: Uint8Array[]
}

/** A transport that only remembers. */
export function recorder(extra: Partial<BinTransport> = {}): Recorded {
  const messages: Uint8Array[] = []
  return {
    messages,
    sendBin: (message) => void messages.push(new Uint8Array(message)),
    onBin: () => undefined,
    ...extra,
  }
}

/** The messages of which packets consist. */
export function messagesOf(packets: unknown[], options: BinChannelOptions = {}): Uint8Array[][] {
  const transport = recorder()
  const channel = binChannel(transport, options)
  return packets.map((packet) => {
    void channel.send(packet)
    return transport.messages.splice(0)
  })
}

export interface Receiver {
  channel: BinChannel
  packets: unknown[]
  /** Packets that were given up when their skeleton had come. */
  givenUp: unknown[]
  errors: IorpcError[]
  /** Hands a message to the channel as its transport would. */
  deliver: (message: unknown) => void
}

/** A channel that remembers what it gets. */
export function receiver(options: BinChannelOptions = {}): Receiver {
  const packets: unknown[] = []
  const givenUp: unknown[] = []
  const errors: IorpcError[] = []
  let deliver: (message: never) => void = () => undefined
  const transport: BinTransport = { sendBin: () => undefined, onBin: (handler) => (deliver = handler) }
  const channel = binChannel(transport, { onError: (error) => errors.push(error), ...options })
  channel.on((packet) => (isGivenUp(packet) ? givenUp : packets).push(packet))
  return { channel, packets, givenUp, errors, deliver: (message) => deliver(message as never) }
}

const isGivenUp = (packet: unknown) => {
  const { args } = Object(packet) as { args?: unknown }
  return args === undefined && Object.hasOwn(Object(packet) as object, 'args')
}

/** Sends packets through a channel and back, and returns what arrives. */
export function roundTrip(packets: unknown[], options: BinChannelOptions = {}): unknown[] {
  const { deliver, packets: arrived, errors } = receiver(options)
  for (const message of messagesOf(packets, options).flat()) deliver(message)
  if (errors.length > 0) throw errors[0]
  return arrived
}

/** A call as `pair` sends it. */
export const call = (...args: unknown[]) => ({ apiFunc: 'save', cbId: 7, args, argsTransform: [] })

export const bytesFrom = (length: number, seed = 1): Uint8Array =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + seed * 17 + (index >> 8)) & 255)

/** A received value as plain bytes, whether it came in one piece or in several. */
export function contentOf(value: unknown): Uint8Array {
  const { __binChunks: chunks } = value as { __binChunks?: Uint8Array[] }
  return new Uint8Array(chunks ? Buffer.concat(chunks) : (value as Uint8Array))
}
