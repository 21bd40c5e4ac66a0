/** What two windows say to each other before they have a port. */
export interface Handshake {
  /** `hello`: I am here. `port`: the event carries your end of our channel. */
  type: 'hello' | 'port'
  /** Id of the sender in this epoch. */
  from: string
  /** Id of the other side, when it is known. */
  to: string | undefined
  /** Whether the sender knows an origin to which it can post. */
  addressable: boolean
}

/** The only reader of handshake messages; `undefined` for whatever is none of this channel. */
export function readHandshake(event: MessageEvent<unknown>, channel: string): Handshake | undefined {
  const data = event.data
  if (typeof data !== 'object' || data === null) return undefined
  const { iorpc, channel: itsChannel, type, from, to, addressable } = data as Record<string, unknown>
  if (iorpc !== 'window' || itsChannel !== channel) return undefined
  if (type !== 'hello' && type !== 'port') return undefined
  if (typeof from !== 'string' || from.length > 64 || typeof addressable !== 'boolean') return undefined
  return { type, from, to: typeof to === 'string' ? to : undefined, addressable }
}
