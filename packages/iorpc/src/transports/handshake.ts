import { isObject } from '../packet.js'

/** What two windows say to each other before they have a port. */
export interface Handshake {
  iorpc: 'window'
  channel: string
  /** `hello`: here I am. `port`: this message carries your end of our channel. */
  type: 'hello' | 'port'
  /** Id of the sender. */
  from: string
  /** Id of the other side, if it is known. */
  to: string | undefined
  /** Whether the sender has an origin to which it can post. */
  knowsOrigin: boolean
}

/** The only reader of what arrives at the window; `undefined` for all that is no handshake of this channel. */
export function readHandshake(data: unknown, channel: string): Handshake | undefined {
  if (!isObject(data)) return undefined
  const { iorpc, type, from, to, knowsOrigin } = data
  if (iorpc !== 'window' || data.channel !== channel) return undefined
  if ((type !== 'hello' && type !== 'port') || typeof knowsOrigin !== 'boolean') return undefined
  if (typeof from !== 'string' || (to !== undefined && typeof to !== 'string')) return undefined
  return { iorpc, channel, type, from, to, knowsOrigin }
}
