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

const sections = [
  'Worker demo',
  'Iframe demo',
  'Binary demo',
  'Subscriptions',
  'WebSocket',
  'Leak lab',
  'Load lab',
]

export function App() {
  return (
    <>
      <Header sections={sections} />
      <main>
        <WorkerDemo />
        <IframeDemo />
        <BinaryDemo />
        <Subscriptions />
        <SocketDemo />
        <LeakLab />
        <LoadLab />
      </main>
      <IorpcDevtools initialIsOpen={isWide()} />
    </>
  )
}
