// Bytes in every dress in which they come and go. Imports nothing: a tap that is loaded late reads headers, and what it
// shares with the pair would become another file for the page to load.

interface NodeBuffer {
  from(memory: ArrayBufferLike, byteOffset: number, length: number): Uint8Array
  allocUnsafeSlow(length: number): Uint8Array<ArrayBuffer>
}

const nodeBuffer = (): NodeBuffer | undefined => (globalThis as { Buffer?: NodeBuffer }).Buffer

/** A view of a binary value, `undefined` for any other. Throws when its memory is detached. */
export const bytesOf = (value: unknown): Uint8Array | undefined =>
  ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
    : Object.prototype.toString.call(value).endsWith('ArrayBuffer]')
      ? new Uint8Array(value as ArrayBuffer)
      : undefined

/** The same bytes as users of the platform expect them: a `Buffer` in Node. */
export const platformView = (bytes: Uint8Array): Uint8Array =>
  nodeBuffer()?.from(bytes.buffer, bytes.byteOffset, bytes.length) ?? bytes

/** All chunks in memory of their own: a `Buffer` in Node. */
export function join(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = chunks.reduce((sum, chunk) => sum + chunk.length, 0)
  // Need not be cleared, as all of it is written.
  const joined = nodeBuffer()?.allocUnsafeSlow(length) ?? new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.length
  }
  return joined
}
