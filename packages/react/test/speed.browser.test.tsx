import { IorpcProvider, useRemote, useRemoteCallback } from '@iorpc/react'
import { pair } from 'iorpc'
import { useEffect, useRef, type ComponentType } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'

const api = pair({ send() {}, on() {} })

function Hooks({ index }: { index: number }) {
  useRemote()
  useRemoteCallback(() => index)
  return null
}

function ByHand({ index }: { index: number }) {
  const latest = useRef(() => index)
  const callback = useRef(() => latest.current())
  useEffect(() => {
    latest.current = () => index
  })
  useEffect(() => {
    const { current } = callback
    return () => void api.release(current)
  }, [])
  return null
}

/** Milliseconds to mount and unmount 1,000 components, ten times. */
function measure(Component: ComponentType<{ index: number }>): number {
  const root = createRoot(document.createElement('div'))
  const show = (count: number) =>
    flushSync(() => {
      const children = Array.from({ length: count }, (_, index) => <Component key={index} index={index} />)
      root.render(<IorpcProvider api={api}>{children}</IorpcProvider>)
    })
  show(0)
  const start = performance.now()
  for (let round = 0; round < 10; round++) {
    show(1000)
    show(0)
  }
  const time = performance.now() - start
  root.unmount()
  return time
}

test('the hooks cost at most twice as much as the same by hand', () => {
  const rounds = Array.from({ length: 9 }, () => ({ hooks: measure(Hooks), byHand: measure(ByHand) }))
  // What the engine has not optimised yet, and what somebody else's load has disturbed, does not count.
  const ratios = rounds.map(({ hooks, byHand }) => hooks / byHand).sort((a, b) => a - b)
  expect(ratios[4]).toBeLessThanOrEqual(2)
})
