import type { Packet, PairOptions } from 'iorpc'

/**
 * What one side must have bound, computed from the packets that leave and reach it and from what its user does; it
 * knows nothing of the implementation.
 */
export class Model {
  readonly #waiting = new Map<string, { functions: string[]; isAcknowledgement: boolean; deadline: number }>()
  /** Ids of bound functions, with the function where the program knows it. */
  readonly #callbacks = new Map<string, unknown>()

  readonly #releaseOnSettle: boolean
  readonly #callTimeout: number
  #now = 0

  constructor({ releaseOnSettle = false, callTimeout = 0 }: PairOptions) {
    this.#releaseOnSettle = releaseOnSettle
    this.#callTimeout = callTimeout
  }

  get bindings() {
    return { calls: this.#waiting.size, callbacks: this.#callbacks.size }
  }

  /**
   * @param fn the function that stands first in the arguments, if the program knows it
   * @param timeout of this call, in milliseconds
   */
  sent(packet: Packet, fn?: unknown, timeout = this.#callTimeout): void {
    if (packet.apiFunc.startsWith('iorpc')) return
    const functions = functionIds(packet)
    functions.forEach((id, index) => this.#callbacks.set(id, index === 0 ? fn : undefined))
    if (packet.cbId === false) return
    // In these programs only the answer with a function has this form: callbacks are called with other arguments.
    const isAcknowledgement =
      /^\d+$/.test(packet.apiFunc) && packet.args.length === 1 && functions.length === 1
    const deadline = timeout > 0 && !isAcknowledgement ? this.#now + timeout : Infinity
    this.#waiting.set(String(packet.cbId), { functions, isAcknowledgement, deadline })
  }

  received({ apiFunc, args }: Packet): void {
    const id = String(args[0])
    if (apiFunc === 'iorpcThrowError') {
      const isUnknown = /\(IORPC_NO_(FUNCTION|CALLBACK)\)$/.test(String(args[1])) && args[1] === args[2]
      if (isUnknown && !this.#waiting.get(id)?.isAcknowledgement) this.gaveUp(id)
      else this.#settled(id)
    } else if (apiFunc !== 'iorpcUnbind') this.#settled(apiFunc)
    else {
      this.#callbacks.delete(id)
      if (this.#waiting.get(id)?.isAcknowledgement) this.#waiting.delete(id)
    }
  }

  released(fn: unknown): void {
    for (const [id, bound] of this.#callbacks) if (bound === fn) this.#callbacks.delete(id)
  }

  gaveUp(callId: string): void {
    for (const id of this.#waiting.get(callId)?.functions ?? []) this.#callbacks.delete(id)
    this.#waiting.delete(callId)
  }

  /** Time passes. */
  elapsed(milliseconds: number): void {
    this.#now += milliseconds
    for (const [callId, { deadline }] of this.#waiting) if (deadline <= this.#now) this.gaveUp(callId)
  }

  closed(): void {
    this.#waiting.clear()
    this.#callbacks.clear()
  }

  #settled(callId: string): void {
    const call = this.#waiting.get(callId)
    this.#waiting.delete(callId)
    if (this.#releaseOnSettle && call && !call.isAcknowledgement) {
      for (const id of call.functions) this.#callbacks.delete(id)
    }
  }
}

function functionIds({ args, argsTransform }: Packet): string[] {
  const indices = Array.isArray(argsTransform)
    ? (argsTransform as number[])
    : Object.keys(argsTransform).map(Number)
  return indices.map((index) => String(args[index]))
}
