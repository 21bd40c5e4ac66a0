import { createTap, shareTap } from '@iorpc/tap'
import { pair } from 'iorpc'
import { windowTransport } from 'iorpc/transports'
import type { FrameApi, PageApi } from '../src/iframe/api.js'
import { countIgnored, log, onCallThePage, pause } from './view.js'

// In a sandbox without an origin of its own, `location` still tells where this page has come from.
const pageOrigin = import.meta.env.VITE_PAGE_ORIGIN ?? location.origin
const tap = createTap({ name: 'Iframe demo' })

// #region
const { remote } = pair<PageApi, FrameApi>({
  ...tap.wrap(windowTransport({ target: window.parent, origin: pageOrigin })),
  local: {
    async countDown(from, onCount) {
      for (let n = from; n > 0; n--) {
        await onCount(n)
        await pause(150)
      }
      onCount.unbind()
      return 'lift-off'
    },
    makeGreeter(greeting) {
      log(`The page takes a greeter for “${greeting}”`)
      return (name) => `${greeting}, ${name}!`
    },
    visitPage,
    shareTap: (port) => void shareTap(tap, port),
  },
})

async function visitPage() {
  // A function as an argument: it runs here.
  log(`The page says: ${await remote.knock(() => 'The iframe')}`)

  // A function as a result: it runs in the page.
  const write = await remote.lendPen()
  log(`The page has written ${await write('I was here')} letters`)
  write.unbind()
}
// #endregion

onCallThePage(() => void visitPage().catch((error: unknown) => log(String(error))))
countIgnored(pageOrigin)
