import type { Packet } from '../types.js'
import { addHead, maxBatch, newList } from './batchFormat.js'
import { Copier, isExact, isShareable } from './batchValues.js'

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

  /** @returns `false` for a packet that has to travel alone; it is not added then */
  add(packet: Packet): boolean {
    if (this.packets === 0 && packet.args.every(isShareable)) this.first = packet
    else {
      const { length } = this.list
      if (this.first) this.write(this.first)
      let isWritten = false
      try {
        isWritten = this.write(packet)
      } finally {
        // A getter may throw half-way.
        if (!isWritten) this.list.length = length
      }
      if (!isWritten) return false
      this.first = undefined
    }
    this.packets++
    return true
  }

  isFull(): boolean {
    return this.packets === maxBatch || this.textLength > maxText
  }

  /** A packet, or what `readBatch` reads. */
  message(): unknown {
    return this.first ?? (this.isJson ? JSON.stringify(this.list) : this.list)
  }

  private write(packet: Packet): boolean {
    const { list } = this
    if (addHead(list, packet)) return true
    let copier: Copier | undefined
    for (const value of packet.args) {
      if (isShareable(value)) {
        if (typeof value === 'string') this.textLength += value.length
        this.isJson &&= isExact(value)
        list.push(value)
      } else {
        const copy = typeof value === 'object' && (copier ??= new Copier()).copy(value as object)
        if (!copy) return false
        list.push(copy)
      }
    }
    this.textLength += copier?.textLength ?? 0
    return true
  }
}
