// A message of `batch` is a packet, the JSON text of an array of packets, or an array of packets and of JSON texts of
// packets.

/** Most packets of one message. */
export const maxBatch = 10_000

/**
 * Hands out the packets of a message one by one. What is no batch, or breaks its rules, is handed on as it is: the pair
 * takes it as a packet, or drops it and tells its observer.
 */
export function readBatch(message: unknown, handler: (packet: unknown) => void): void {
  const batch = typeof message === 'string' ? parse(message) : message
  if (!Array.isArray(batch) || batch.length > maxBatch) return handler(message)
  let failed = false
  let failure: unknown
  for (const entry of batch as unknown[]) {
    try {
      handler(typeof entry === 'string' ? parse(entry) : entry)
    } catch (error) {
      // As with messages of their own, the packets after it are not affected.
      failed = true
      failure = error
    }
  }
  if (failed) throw failure
}

/** Whether a message is for a pair, judged by its first packet. */
export function holdsPackets(message: unknown): boolean {
  const first: unknown = Array.isArray(message) ? message[0] : message
  if (typeof first === 'string') return /^\[?\{"apiFunc":/.test(first)
  return typeof first === 'object' && first !== null && 'apiFunc' in first
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
