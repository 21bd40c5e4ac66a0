import { setMarks } from './transferList.js'
import type { TransferList } from './types.js'

const lists = new WeakMap<object, TransferList>()
/** Marked values that no packet has taken yet; while there are none, nothing is searched. */
let marked = 0

const MAX_DEPTH = 8

/**
 * Marks a value so that the packet which carries it moves the listed objects instead of copying them.
 * For arguments, results and arguments of callbacks, up to eight levels deep in plain objects and arrays.
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
  setMarks(takeMarked, moveMark)
  if (!lists.has(value)) marked++
  lists.set(value, list)
  return value
}

function takeMarked(args: unknown[], explicit: TransferList | undefined): TransferList | undefined {
  if (marked === 0) return explicit
  const found: unknown[] = explicit ? [...explicit] : []
  collect(args, found, 0)
  return found.length > 0 ? (found as unknown as TransferList) : undefined
}

function collect(value: unknown, found: unknown[], depth: number): void {
  if (typeof value !== 'object' || value === null || marked === 0 || depth > MAX_DEPTH) return
  const list = lists.get(value)
  if (list) {
    lists.delete(value)
    marked--
    for (const item of list) if (!found.includes(item)) found.push(item)
  }
  if (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype)
    for (const part of Object.values(value)) collect(part, found, depth + 1)
}

function moveMark(from: object, to: object): void {
  const list = lists.get(from)
  if (!list) return
  lists.delete(from)
  lists.set(to, list)
}
