import { connectTaps } from '@iorpc/tap'

let viewers = 0
let disconnect: (() => void) | undefined

/**
 * Lists the taps that workers, iframes and other pages of the origin share, for as long as any panel looks.
 *
 * @returns stops
 */
export function followOtherContexts(): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined
  if (viewers++ === 0) disconnect = connectTaps()
  return () => {
    if (--viewers === 0) disconnect?.()
  }
}
