import type { BinTransport, Packet, PairObserver, Transport } from 'iorpc'
import { now } from './clock.js'
import { Epoch } from './epoch.js'
import type { Faulty } from './faults.js'
import { forward } from './forward.js'
import { both, observe } from './observe.js'
import { THROW } from './packet.js'
import type { Recorder } from './recorder.js'
import type { Transfers } from './transfers.js'
import type { ConnectionStatus, Direction } from './types.js'

const transportMethods = ['close', 'onClose', 'onProgress', 'status', 'onStatus'] as const
const binMethods = ['bufferedAmount', 'onDrain'] as const

/** The transports that the connection of a tap runs over, one after the other. */
export class Connection {
  readonly recorder: Recorder
  readonly transfers: Transfers
  readonly faulty: Faulty
  status: ConnectionStatus = 'idle'
  closeReason: string | undefined
  isDisposed = false
  /** Closes the transport as the pair would. */
  close: () => void = () => {}
  /** Hands a packet to the pair, as if it had arrived. */
  deliver: (packet: unknown) => void = () => {}
  /** Takes an arrived packet that is meant for the tap itself. */
  intercept: (epoch: Epoch, packet: unknown) => boolean = () => false
  #epochs = 0
  #hasBytes = false

  constructor(recorder: Recorder, transfers: Transfers, faulty: Faulty) {
    this.recorder = recorder
    this.transfers = transfers
    this.faulty = faulty
  }

  wrap<T extends Transport>(transport: T): T & { observer: PairObserver } {
    let epoch = this.#begin(transport)
    // A transport that opens again goes on as another epoch, of the same pair.
    const current = (): Epoch => {
      if (!epoch.isOver || epoch !== this.recorder.epoch) return epoch
      const { observed } = epoch
      epoch = this.#begin(transport)
      epoch.observed = observed
      return epoch
    }
    const own = observe(
      this.recorder,
      () => (this.isDisposed ? undefined : epoch),
      () => (this.isDisposed ? undefined : current()),
    )
    const theirs = (transport as { observer?: PairObserver }).observer
    let handlers = 0
    const overrides = {
      observer: theirs ? both(own, theirs) : own,
      send: (...args: [packet: Packet]): unknown =>
        this.isDisposed ? transport.send(...args) : this.#send(current(), transport, args),
      on: (handler: (packet: unknown) => void): unknown => {
        // Several handlers get each packet; it is recorded once.
        if (handlers++ > 0) return transport.on(handler)
        const receive = (packet: unknown) => {
          if (this.isDisposed) handler(packet)
          else this.#receive(current(), packet, handler)
        }
        this.deliver = receive
        return transport.on(receive)
      },
      ...(transport.close && {
        close: () => {
          this.#end(epoch, undefined)
          return transport.close?.()
        },
      }),
      ...(transport.onClose && {
        onClose: (listener: (reason?: unknown) => void) =>
          transport.onClose?.((reason) => {
            this.#end(epoch, reason)
            listener(reason)
          }),
      }),
    }
    transport.onProgress?.((progress) => {
      if (this.isDisposed) return
      this.transfers.progress(epoch, progress, now())
      this.recorder.onChange()
    })
    const wrapped = forward(transport, overrides, transportMethods)
    this.close = () => wrapped.close?.()
    return wrapped
  }

  wrapBin<T extends BinTransport>(transport: T): T {
    this.#hasBytes = true
    const overrides = {
      sendBin: (...args: [message: Uint8Array<ArrayBuffer>]) => {
        this.#message('out', args[0])
        return transport.sendBin(...args)
      },
      onBin: (handler: (message: ArrayBuffer | ArrayBufferView) => void) =>
        transport.onBin((message) => {
          this.#message('in', message)
          handler(message)
        }),
    }
    return forward<BinTransport, typeof overrides>(transport, overrides, binMethods) as unknown as T
  }

  #begin(transport: Transport): Epoch {
    const epoch = new Epoch(++this.#epochs, transport)
    epoch.hasBytes = this.#hasBytes
    epoch.hasProgress = transport.onProgress !== undefined
    this.status = 'open'
    this.closeReason = undefined
    if (!this.isDisposed) this.recorder.begin(epoch)
    return epoch
  }

  #end(epoch: Epoch, reason: unknown): void {
    if (this.isDisposed || epoch.isOver) return
    if (epoch === this.recorder.epoch) {
      this.status = 'closed'
      this.closeReason = reason instanceof Error ? reason.message : String(reason ?? 'closed')
    }
    this.recorder.end(epoch)
  }

  #send(epoch: Epoch, transport: Transport, args: [packet: Packet]): unknown {
    const undo = this.recorder.passed(epoch, 'out', args[0])
    try {
      return this.transmit(epoch, transport, args)
    } catch (error) {
      undo?.()
      throw error
    }
  }

  /** Sends what is recorded already, through the faults. */
  transmit(epoch: Epoch, transport: Transport, args: [packet: Packet]): unknown {
    const [packet] = args
    if (!this.faulty.isOn('out')) return transport.send(...args)
    if (isCall(packet) && this.faulty.shouldReject()) return this.#reject(packet)
    return this.faulty.pass(
      'out',
      packet,
      (passed) => (passed === packet ? transport.send(...args) : transport.send(passed as Packet)),
      (reason) => this.recorder.drop(epoch, reason, packet),
    )
  }

  #receive(epoch: Epoch, packet: unknown, handler: (packet: unknown) => void): void {
    if (!this.faulty.isOn('in')) return this.#arrive(epoch, packet, handler)
    this.faulty.pass(
      'in',
      packet,
      (passed) => this.#arrive(epoch, passed, handler),
      (reason) => this.recorder.drop(epoch, reason, packet),
    )
  }

  #arrive(epoch: Epoch, packet: unknown, handler: (packet: unknown) => void): void {
    this.recorder.passed(epoch, 'in', packet)
    if (!this.intercept(epoch, packet)) handler(packet)
  }

  /** Answers a call of this side with an error, in place of the other side. */
  #reject(packet: Packet): undefined {
    const args = [packet.cbId, 'Rejected on purpose', 'Rejected on purpose']
    const answer = controlPacket(THROW, args, packet.kind !== undefined)
    queueMicrotask(() => this.deliver(answer))
  }

  #message(direction: Direction, message: ArrayBuffer | ArrayBufferView): void {
    if (this.isDisposed) return
    const { epoch } = this.recorder
    this.recorder.countBytes(direction, message.byteLength)
    if (!epoch.hasProgress) this.transfers.message(epoch, direction, message, now())
    this.recorder.onChange()
  }
}

/** A packet as the protocol has it for `iorpcUnbind` and `iorpcThrowError`. */
export function controlPacket(apiFunc: string, args: unknown[], isTagged: boolean): Packet {
  const packet: Packet = { apiFunc, cbId: false, args, argsTransform: [] }
  return isTagged ? { ...packet, kind: 'call' } : packet
}

function isCall({ apiFunc, cbId }: Packet): boolean {
  return cbId !== false && Number.isNaN(Number(apiFunc))
}
