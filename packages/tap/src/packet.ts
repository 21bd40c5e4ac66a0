import type { Id } from 'iorpc'
import type { Binding } from './binding.js'

/** A packet as far as it can be read. Nothing of it is trusted. */
export interface ReadPacket {
  readonly apiFunc: string
  readonly cbId: Id | false
  readonly args: readonly unknown[]
  /** `argsTransform`, whatever it is; `functionsOf` and `dehydrate` check it. */
  readonly transform: unknown
  /** What tagged packets say about `apiFunc`. */
  readonly kind: 'call' | 'cb' | undefined
}

/** A function in the arguments of a packet. */
export interface CarriedFunction {
  readonly id: Id
  readonly path: string
  /** Where the pair tells it. */
  binding?: Binding | undefined
}

export const UNBIND = 'iorpcUnbind'
export const THROW = 'iorpcThrowError'

const maxDepth = 64
const maxFunctions = 10_000
const none: readonly never[] = []

/** @returns `undefined` for what is no packet */
export function readPacket(packet: unknown): ReadPacket | undefined {
  if (typeof packet !== 'object' || packet === null) return undefined
  const { apiFunc, cbId, args, argsTransform, kind } = packet as Record<string, unknown>
  if (typeof apiFunc !== 'string') return undefined
  return {
    apiFunc,
    cbId: isId(cbId) ? cbId : false,
    args: Array.isArray(args) ? args : none,
    transform: argsTransform,
    kind: kind === 'call' || kind === 'cb' ? kind : undefined,
  }
}

export function isId(value: unknown): value is Id {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))
}

/** Text of an id and the id itself are the same key: whole numbers as numbers, everything else as text. */
export function keyOf(id: Id): Id {
  if (typeof id === 'number') return Number.isSafeInteger(id) ? id : String(id)
  return numberIn(id) ?? id
}

/** As numbers are written: no leading zero or plus, no exponent, and not so long that digits would be lost. */
function numberIn(text: string): number | undefined {
  const { length } = text
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  if (length === start || length > 15) return undefined
  if (text.charCodeAt(start) === 48) return length === 1 ? 0 : undefined
  let value = 0
  for (let index = start; index < length; index++) {
    const digit = text.charCodeAt(index) - 48
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return start === 0 ? value : -value
}

/** The function or call that a packet is about: what it calls, answers or gives up. */
export function subjectOf({ apiFunc, args }: ReadPacket): Id | undefined {
  if (apiFunc !== UNBIND && apiFunc !== THROW) return apiFunc
  const [id] = args
  return isId(id) ? id : undefined
}

/** The functions that a packet carries, in flat or nested form; places that hold no id are left out. */
export function functionsOf({ args, transform }: ReadPacket): readonly CarriedFunction[] {
  if (typeof transform !== 'object' || transform === null) return none
  if (Array.isArray(transform) && transform.length === 0) return none
  const found: CarriedFunction[] = []
  if (Array.isArray(transform)) {
    const length = Math.min(transform.length, maxFunctions)
    for (let place = 0; place < length; place++) {
      const index: unknown = transform[place]
      const id = Number.isInteger(index) ? args[index as number] : undefined
      if (isId(id)) found.push({ id, path: String(index) })
    }
  } else {
    collect(args, transform, '', 0, found)
  }
  return found
}

function collect(value: unknown, marks: object, path: string, depth: number, found: CarriedFunction[]): void {
  if (typeof value !== 'object' || value === null || depth > maxDepth) return
  for (const key in marks) {
    if (found.length >= maxFunctions) return
    if (!Object.hasOwn(marks, key) || !Object.hasOwn(value, key)) continue
    const mark = (marks as Record<string, unknown>)[key]
    const item = (value as Record<string, unknown>)[key]
    const place = path === '' ? key : `${path}.${key}`
    if (mark === 1) {
      if (isId(item)) found.push({ id: item, path: place })
    } else if (typeof mark === 'object' && mark !== null) {
      collect(item, mark, place, depth + 1, found)
    }
  }
}
