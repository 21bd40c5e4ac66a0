import type { Packet } from '../types.js'
import { addHead, maxBatch, newList } from './batchFormat.js'
import { isExact } from './batchValues.js'

/** Characters of text in arguments after which a batch is sent without waiting for its end. */
const maxText = 1_000_000

/** Packets that share a message. */
export class BatchList {
  private readonly list = newList()
  /** The only packet so far, not yet in the list. A lone packet is sent as it is. */
  private first: Packet | undefined
  private packets = 0
  private textLength = 0
  private isJson = true

  /**
   * @param values the arguments as they travel
   * @param textLength characters in them
   */
  add(packet: Packet, values: unknown[], textLength: number): void {
    if (this.packets === 0 && values === packet.args) this.first = packet
    else {
      if (this.first) this.write(this.first, this.first.args)
      this.first = undefined
      this.write(packet, values)
    }
    this.packets++
    this.textLength += textLength
  }

  isFull(): boolean {
    return this.packets === maxBatch || this.textLength > maxText
  }

  /** A packet, or what `readBatch` reads. */
  message(): unknown {
    return this.first ?? (this.isJson ? JSON.stringify(this.list) : this.list)
  }

  private write(packet: Packet, values: unknown[]): void {
    if (addHead(this.list, packet)) return
    for (const value of values) {
      this.isJson &&= isExact(value)
      this.list.push(value)
    }
  }
}
