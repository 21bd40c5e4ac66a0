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

/** Mounts and unmounts 1,000 components, and returns the milliseconds that it took. */
function prepare(Component: ComponentType<{ index: number }>): () => number {
  const root = createRoot(document.createElement('div'))
  const show = (count: number) =>
    flushSync(() => {
      const children = Array.from({ length: count }, (_, index) => <Component key={index} index={index} />)
      root.render(<IorpcProvider api={api}>{children}</IorpcProvider>)
    })
  show(0)
  return () => {
    const start = performance.now()
    show(1000)
    show(0)
    return performance.now() - start
  }
}

test('the hooks cost at most twice as much as the same by hand', () => {
  const [measureHooks, measureByHand] = [prepare(Hooks), prepare(ByHand)]
  // The fastest of each: what the engine has not optimised yet, and what is disturbed by other load, takes longer.
  let [hooks, byHand] = [Infinity, Infinity]
  for (let round = 0; round < 50 || (round < 500 && hooks / byHand > 2); round++) {
    hooks = Math.min(hooks, measureHooks())
    byHand = Math.min(byHand, measureByHand())
  }
  expect(hooks / byHand).toBeLessThanOrEqual(2)
})
