// Bytes in every dress in which they come and go.

interface NodeBuffer {
  from(memory: ArrayBufferLike, byteOffset: number, length: number): Uint8Array
  allocUnsafeSlow(length: number): Uint8Array<ArrayBuffer>
}

const nodeBuffer = (): NodeBuffer | undefined => (globalThis as { Buffer?: NodeBuffer }).Buffer

/** The built-in kind of a value, such as `Map`, also of one from another realm. */
export const tagOf = (value: unknown): string => Object.prototype.toString.call(value).slice(8, -1)

/** A view of a binary value, `undefined` for any other. Throws when its memory is detached. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  return tagOf(value).endsWith('ArrayBuffer') ? new Uint8Array(value as ArrayBuffer) : undefined
}

/** The same bytes as users of the platform expect them: a `Buffer` in Node. */
export function platformView(bytes: Uint8Array): Uint8Array {
  return nodeBuffer()?.from(bytes.buffer, bytes.byteOffset, bytes.length) ?? bytes
}

/** Memory of its own, for one who writes to all of it: in Node it is not cleared. */
export function allocate(length: number): Uint8Array<ArrayBuffer> {
  return nodeBuffer()?.allocUnsafeSlow(length) ?? new Uint8Array(length)
}

/** All chunks in memory of their own. */
export function join(chunks: readonly Uint8Array[]): Uint8Array {
  const joined = allocate(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    joined.set(chunk, at)
    at += chunk.length
  }
  return joined
}
