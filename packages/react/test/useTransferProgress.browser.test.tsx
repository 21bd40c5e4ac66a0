import { IorpcProvider, useTransferProgress } from '@iorpc/react'
import { pair, type TransferProgress, type Transport } from 'iorpc'
import { createLink } from 'iorpc/testing'
import { StrictMode } from 'react'
import { expect, test, vi } from 'vitest'
import { renderHook } from 'vitest-browser-react'

/** A transport that reports what it is told to. */
function reporting() {
  const listeners = new Set<(progress: TransferProgress) => void>()
  const transport: Transport = {
    ...createLink().a,
    onProgress(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const report = (messageId: number, bytes: number) => {
    for (const listener of listeners) {
      listener({
        direction: 'out',
        messageId,
        index: 0,
        apiFunc: 'upload',
        callId: '1',
        bytes,
        totalBytes: 100,
        chunks: bytes / 10,
        totalChunks: 10,
      })
    }
  }
  return { transport, report, listeners }
}

const shown = (progress: readonly TransferProgress[]) =>
  progress.map(({ messageId, bytes }) => [messageId, bytes])

test('shows what is on its way; what has arrived is shown complete, then no more', async () => {
  const { transport, report } = reporting()
  const history: [number, number][][] = []
  const { result } = await renderHook(
    () => {
      const progress = useTransferProgress()
      history.push(shown(progress) as [number, number][])
      return progress
    },
    { wrapper: ({ children }) => <IorpcProvider connect={() => transport}>{children}</IorpcProvider> },
  )
  expect(result.current).toEqual([])
  report(1, 10)
  report(2, 20)
  report(1, 30)
  await expect
    .poll(() => shown(result.current))
    .toEqual([
      [1, 30],
      [2, 20],
    ])
  report(1, 100)
  report(2, 50)
  await expect.poll(() => shown(result.current)).toEqual([[2, 50]])
  expect(history).toContainEqual([
    [1, 100],
    [2, 50],
  ])
})

test('takes the source it is given, and stops listening on unmount', async () => {
  const { transport, report, listeners } = reporting()
  const { result, unmount } = await renderHook(() => useTransferProgress({ source: transport }), {
    wrapper: ({ children }) => (
      <StrictMode>
        <IorpcProvider api={pair(transport)}>{children}</IorpcProvider>
      </StrictMode>
    ),
  })
  report(1, 10)
  await expect.poll(() => shown(result.current)).toEqual([[1, 10]])
  await unmount()
  expect(listeners.size).toBe(0)
})

test('forgets what was on its way when the connection ends', async () => {
  const link = createLink()
  const { transport, report } = reporting()
  const { result } = await renderHook(() => useTransferProgress(), {
    wrapper: ({ children }) => (
      <IorpcProvider connect={() => ({ ...transport, ...link.a })}>{children}</IorpcProvider>
    ),
  })
  report(1, 10)
  await expect.poll(() => shown(result.current)).toEqual([[1, 10]])
  link.disconnect()
  await expect.poll(() => result.current).toEqual([])
})

test('renders once a frame at most', async () => {
  const { transport, report } = reporting()
  const onRender = vi.fn()
  await renderHook(
    () => {
      onRender()
      return useTransferProgress()
    },
    { wrapper: ({ children }) => <IorpcProvider connect={() => transport}>{children}</IorpcProvider> },
  )
  onRender.mockClear()
  for (let bytes = 0; bytes < 100; bytes++) report(1, bytes)
  await expect.poll(() => onRender).toHaveBeenCalled()
  expect(onRender).toHaveBeenCalledTimes(1)
})
