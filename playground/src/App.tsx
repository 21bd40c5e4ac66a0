import { IorpcDevtools } from '@iorpc/devtools-panel'
import { BinaryDemo } from './binary/BinaryDemo.js'
import { IframeDemo } from './iframe/IframeDemo.js'
import { LeakLab } from './leaks/LeakLab.js'
import { LoadLab } from './load/LoadLab.js'
import { SocketDemo } from './socket/SocketDemo.js'
import { Subscriptions } from './store/Subscriptions.js'
import { Header } from './ui/Header.js'
import { isWide } from './ui/isWide.js'
import { WorkerDemo } from './worker/WorkerDemo.js'

/** In the order of the page, under their titles. */
const demos = {
  'Worker demo': WorkerDemo,
  'Iframe demo': IframeDemo,
  'Binary demo': BinaryDemo,
  Subscriptions,
  WebSocket: SocketDemo,
  'Leak lab': LeakLab,
  'Load lab': LoadLab,
}

export function App() {
  return (
    <>
      <Header sections={Object.keys(demos)} />
      <main>
        {Object.entries(demos).map(([title, Demo]) => (
          <Demo key={title} />
        ))}
      </main>
      <IorpcDevtools initialIsOpen={isWide()} />
    </>
  )
}
