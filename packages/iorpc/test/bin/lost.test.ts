import { binChannel, pair, readBinHeader } from 'iorpc'
import { expect, test } from 'vitest'
import { bytesFrom } from './support.js'

const local = {
  take: ({ length }: { length: number }) => length,
  make: (length: number) => bytesFrom(length),
}

/** Two pairs, between which messages are lost. */
function connect(isLost: (message: Uint8Array) => boolean) {
  const options = { chunkSize: 100, pendingTTL: 20 }
  const handlers: ((message: Uint8Array) => void)[] = []
  const channel = (own: 0 | 1) =>
    binChannel(
      {
        sendBin: (message) => {
          if (!isLost(message)) queueMicrotask(() => handlers[1 - own]?.(message))
        },
        onBin: (handler) => (handlers[own] = handler),
      },
      options,
    )
  pair({ ...channel(1), local })
  return pair<typeof local>({ ...channel(0) })
}

const chunk = (sequence: number) => (message: Uint8Array) => {
  const header = readBinHeader(message)
  return header?.type === 'value' && header.total > 1 && header.sequence === sequence
}

test.each([0, 1, 2])('a call that loses chunk %d of its arguments is rejected', async (sequence) => {
  const { remote, pending } = connect(chunk(sequence))
  await expect(remote.take(bytesFrom(250))).rejects.toMatchObject({
    name: 'RemoteError',
    code: 'IORPC_BAD_PACKET',
  })
  expect(await remote.take(bytesFrom(50))).toBe(50)
  expect(pending()).toBe(0)
})

test.each([0, 1, 2])('so is one whose answer loses chunk %d', async (sequence) => {
  const { remote, pending } = connect(chunk(sequence))
  await expect(remote.make(250)).rejects.toMatchObject({ name: 'IorpcError', code: 'IORPC_BAD_PACKET' })
  expect(await remote.make(50)).toHaveLength(50)
  expect(pending()).toBe(0)
})
