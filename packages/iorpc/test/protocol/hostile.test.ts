import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Packet, PairObserver } from 'iorpc'
import { scripted, settle } from '../support/connect.js'
import { hostilePackets, type HostilePacket } from './hostilePackets.js'

const unhandled = vi.fn<(reason: unknown) => void>()
beforeEach(() => {
  unhandled.mockReset()
  process.on('unhandledRejection', unhandled)
})
afterEach(() => {
  process.off('unhandledRejection', unhandled)
})

const builtins = () =>
  [
    Object.prototype,
    Array.prototype,
    Function.prototype,
    Object.prototype.hasOwnProperty,
    Array.prototype.push,
  ].map((object) => Object.getOwnPropertyNames(object).sort())

/** Packets for both modes are written flat; nested mode marks the same places. */
function inForm(packet: unknown, isNested: boolean): unknown {
  const { argsTransform } = (packet ?? {}) as Partial<Packet>
  if (!isNested || !Array.isArray(argsTransform)) return packet
  return {
    ...(packet as Packet),
    argsTransform: Object.fromEntries(argsTransform.map((index) => [index, 1])),
  }
}

function isExpected(expected: HostilePacket['expect'], hostile: Packet, sent: Packet[]): boolean {
  const [first] = sent
  switch (expected) {
    case 'drop':
      return sent.length === 0
    case 'error':
      return (
        sent.length === 1 &&
        first?.apiFunc === 'iorpcThrowError' &&
        first.cbId === false &&
        first.args[0] === hostile.cbId
      )
    case 'ok':
      return sent.length === 1 && first?.apiFunc === String(hostile.cbId)
    case 'unbind':
      return sent.length > 0 && sent.every((packet) => packet.apiFunc === 'iorpcUnbind')
  }
}

async function deliver({ packet, mode, expect: expected }: HostilePacket, isNested: boolean) {
  const local = {
    add: (a: unknown, b: unknown) => [a, b].length,
    sub: (cb: unknown) => typeof cb,
    version: '1',
  }
  const dropped = vi.fn<NonNullable<PairObserver['dropped']>>()
  const { it, take, receive } = scripted({
    local,
    options: { allowNestedFunctions: isNested },
    observer: { dropped },
  })
  const hold = vi.fn<() => void>()
  it.remote.hold(() => 'kept').then(hold, hold)
  take()
  const before = { bindings: it.bindings(), builtins: builtins() }

  const hostile = mode === 'any' ? inForm(packet, isNested) : packet
  receive(hostile)
  await settle()

  const sent = take()
  expect(sent).toSatisfy(() => isExpected(expected, hostile as Packet, sent))
  expect(dropped.mock.calls.length > 0).toBe(expected === 'drop' || expected === 'unbind')
  expect({ bindings: it.bindings(), builtins: builtins() }).toEqual(before)
  expect(it.pending()).toBe(2)
  expect(hold).not.toHaveBeenCalled()

  receive({ apiFunc: 'add', cbId: 42, args: [1, 2], argsTransform: isNested ? {} : [] })
  await settle()
  expect(take()).toMatchObject([{ apiFunc: '42', args: [2] }])
  expect(unhandled).not.toHaveBeenCalled()
}

describe.each(['flat', 'nested'] as const)('in %s mode', (mode) => {
  const packets = hostilePackets.filter((hostile) => hostile.mode === 'any' || hostile.mode === mode)
  test.each(packets)('$name: $expect', (hostile) => deliver(hostile, mode === 'nested'))
})
