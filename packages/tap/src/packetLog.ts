import type { Meaning } from './meaning.js'
import type { CarriedFunction } from './packet.js'
import { PacketColumns, type Content, type Description } from './packetColumns.js'
import { dehydrate, isPlain, measured, plainSize, type Detail } from './preview.js'
import type { Direction, TapOptions } from './types.js'

const recordWeight = 120
/** Beyond so many packets in so many milliseconds values are described less closely, and then hardly at all. */
const shallowFrom = 50
const leastFrom = 250
const floodTime = 16
const none: readonly never[] = []
const redacted = [{ type: 'redacted' }] as const

/** The newest packets, as descriptions of what they carried. */
export class PacketLog {
  readonly packets: PacketColumns
  paused = false
  /** Approximate bytes of the packet that was added last. */
  lastSize = 0
  readonly #redact
  readonly #keepPayloads
  /** Of the packet that is being added. */
  readonly #content: Content = {
    first: undefined,
    second: undefined,
    plain: 0,
    marks: 0,
    described: undefined,
    size: 0,
  }
  #windowAt = 0
  #windowCount = 0

  constructor({ maxPackets = 5000, maxBytes = 16 * 1024 * 1024, redact, keepPayloads = false }: TapOptions) {
    this.packets = new PacketColumns(maxPackets, maxBytes)
    this.#redact = redact
    this.#keepPayloads = keepPayloads
  }

  /** @returns its number, `undefined` while paused */
  add(
    epoch: number,
    direction: Direction,
    time: number,
    meaning: Meaning,
    args: readonly unknown[],
    transform: unknown,
    functions: readonly CarriedFunction[],
  ): number | undefined {
    const kept = this.#redact ? this.#redacted(direction, meaning, args) : args
    const payload = this.#keepPayloads ? kept : undefined
    const marks = kept === args ? marksOf(functions) : functions.length > 0 ? undefined : 0
    const content = this.#content
    let weight = recordWeight
    if (kept && marks !== undefined && !payload && describesItself(kept, marks, content)) {
      weight += textLength(content.first) + textLength(content.second)
      nameFunctions(content, functions)
    } else {
      const preview = dehydrate(kept ?? none, transform, this.#detail(time))
      describeAs(content, {
        preview: kept ? preview : redacted,
        functions,
        payload,
      })
      content.size = measured.size
      weight += measured.weight + (payload ? measured.size : 0)
    }
    this.lastSize = content.size
    return this.paused ? undefined : this.packets.push(epoch, direction, time, meaning, content, weight)
  }

  /** @returns `undefined` when the hook fails: better nothing than what it should have hidden */
  #redacted(
    direction: Direction,
    { kind, name }: Meaning,
    args: readonly unknown[],
  ): readonly unknown[] | undefined {
    try {
      const kept: unknown = this.#redact?.({ direction, kind, name, args })
      return Array.isArray(kept) ? kept : undefined
    } catch {
      return undefined
    }
  }

  #detail(time: number): Detail {
    if (time - this.#windowAt > floodTime) {
      this.#windowAt = time
      this.#windowCount = 0
    }
    const count = this.#windowCount++
    return count < shallowFrom ? 'full' : count < leastFrom ? 'shallow' : 'least'
  }
}

/** @returns `undefined` for functions that stand somewhere else than in the first two arguments */
function marksOf(functions: readonly CarriedFunction[]): number | undefined {
  let marks = 0
  for (const { path } of functions) {
    if (path !== '0' && path !== '1') return undefined
    marks |= path === '0' ? 1 : 2
  }
  return marks
}

/** Most packets carry a value or two that need no description, and those no array. @returns whether this is one */
function describesItself(args: readonly unknown[], marks: number, content: Content): boolean {
  const { length } = args
  if (length > 2) return false
  const first = length > 0 ? args[0] : undefined
  const second = length > 1 ? args[1] : undefined
  if (!isPlain(first) || !isPlain(second)) return false
  content.first = first
  content.second = second
  content.plain = length
  content.marks = marks
  content.described = undefined
  content.size = (length > 0 ? plainSize(first) : 0) + (length > 1 ? plainSize(second) : 0)
  return true
}

/** Functions of this side stand as their bindings, which know their names. */
function nameFunctions(content: Content, functions: readonly CarriedFunction[]): void {
  for (const { path, binding } of functions) {
    if (path === '0') content.first = binding ?? content.first
    else content.second = binding ?? content.second
  }
}

function describeAs(content: Content, described: Description): void {
  content.first = undefined
  content.second = undefined
  content.plain = 0
  content.marks = 0
  content.described = described
}

function textLength(value: unknown): number {
  return typeof value === 'string' ? value.length : 0
}
