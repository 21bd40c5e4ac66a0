import type { TransferList } from './types.js'

const lists = new WeakMap<object, TransferList>()
/** Marked values that no packet has taken yet; while there are none, nothing is searched. */
let marked = 0

/**
 * Marks a value so that the packet which carries it moves the listed objects instead of copying them.
 * For arguments, results and arguments of callbacks, at any depth of plain objects and arrays.
 *
 * @param value what is sent; an object
 * @param list what is moved: `ArrayBuffer`s, `MessagePort`s, `ImageBitmap`s …
 * @returns the value itself
 *
 * @example
 * local.render = () => {
 *   const pixels = new Uint8ClampedArray(width * height * 4)
 *   return transfer(pixels, [pixels.buffer])
 * }
 */
export function transfer<T extends object>(value: T, list: TransferList): T {
  if (!lists.has(value)) marked++
  lists.set(value, list)
  return value
}

/** Takes the lists of all marked values in `args`. */
export function takeTransfers(args: unknown[], explicit: TransferList | undefined): TransferList | undefined {
  if (marked === 0) return explicit
  const found = [...(explicit ?? [])] as TransferList
  collect(args, found, 0)
  return found.length > 0 ? found : undefined
}

function collect(value: unknown, found: TransferList, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > 8) return
  const list = lists.get(value)
  if (list) {
    lists.delete(value)
    marked--
    for (const item of list) if (!found.includes(item)) found.push(item)
  }
  if (Array.isArray(value)) for (const item of value) collect(item, found, depth + 1)
  else if (Object.getPrototypeOf(value) === Object.prototype) {
    for (const item of Object.values(value)) collect(item, found, depth + 1)
  }
}
