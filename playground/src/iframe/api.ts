import type { SharesTap } from '../ui/SharedTap.js'

/** What the iframe offers. */
export interface FrameApi extends SharesTap {
  /** Calls `onCount` for each number down to one. */
  countDown(from: number, onCount: (n: number) => void): Promise<string>
  /** Returns a function that lives in the iframe. */
  makeGreeter(greeting: string): (name: string) => string
  /** Has the iframe call the page. */
  visitPage(): Promise<void>
}

/** What the page offers. */
export interface PageApi {
  /** Asks `whoAreYou` back before it answers. */
  knock(whoAreYou: () => string): Promise<string>
  /** Returns a function that lives in the page. */
  lendPen(): (text: string) => number
}
