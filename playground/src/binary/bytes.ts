const mebibyte = 2 ** 20

/** The most that `crypto.getRandomValues` fills at once, in bytes. */
const quota = 65_536

/** Random bytes, made in portions so that the page stays responsive. */
export async function randomBytes(mebibytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(mebibytes * mebibyte)
  for (let start = 0; start < bytes.length; start += quota) {
    crypto.getRandomValues(bytes.subarray(start, start + quota))
    if (start % mebibyte === 0) await new Promise((resolve) => setTimeout(resolve))
  }
  return bytes
}

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
