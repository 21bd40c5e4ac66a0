import { setMarks } from './transferList.js'
import type { TransferList } from './types.js'

const marks = new WeakMap<object, TransferList>()
/** Marked values that no packet has taken yet; while there are none, nothing is searched. */
let marked = 0
/** A value that is never sent, such as the result of a call that was given up, counts until it is collected. */
let collected: FinalizationRegistry<undefined> | undefined

/**
 * Marks a value so that the packet which carries it moves the listed objects instead of copying them.
 * For arguments, results and arguments of callbacks, at any depth in plain objects and arrays.
 *
 * While a marked value lives and has not been sent, every packet is searched for it.
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
  mark(value, list)
  return value
}

function mark(value: object, list: TransferList): void {
  takeMark(value)
  marks.set(value, list)
  marked++
  // Some engines have none; there it counts for ever.
  if (typeof FinalizationRegistry === 'function') collected ??= new FinalizationRegistry(() => void marked--)
  collected?.register(value, undefined, value)
}

function takeMark(value: object): TransferList | undefined {
  const list = marks.get(value)
  if (!list) return undefined
  marks.delete(value)
  collected?.unregister(value)
  marked--
  return list
}

function takeMarked(args: unknown[], explicit: TransferList | undefined): TransferList | undefined {
  if (marked === 0) return explicit
  const found = new Set<unknown>(explicit)
  /** Grows while it is gone through; each object is looked at once, however many places hold it. */
  const objects = new Set<object>([args])
  for (const object of objects) {
    for (const item of takeMark(object) ?? []) found.add(item)
    if (marked === 0) break
    if (!isPlain(object)) continue
    for (const part of Object.values(object) as unknown[])
      if (typeof part === 'object' && part !== null) objects.add(part)
  }
  return found.size > 0 ? ([...found] as unknown as TransferList) : undefined
}

function isPlain(object: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(object)
  return Array.isArray(object) || prototype === Object.prototype || prototype === null
}

function moveMark(from: object, to: object): void {
  const list = takeMark(from)
  if (list) mark(to, list)
}
