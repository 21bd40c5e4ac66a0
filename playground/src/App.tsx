import { IorpcDevtools } from '@iorpc/devtools-panel'
import { BinaryDemo } from './binary/BinaryDemo.js'
import { IframeDemo } from './iframe/IframeDemo.js'
import { LeakLab } from './leaks/LeakLab.js'
import { anchorOf } from './ui/anchor.js'
import { WorkerDemo } from './worker/WorkerDemo.js'

const sections = ['Worker demo', 'Iframe demo', 'Binary demo', 'Leak lab']

export function App() {
  return (
    <>
      <header className="page-header">
        <h1>ioRPC playground</h1>
        <p>
          Calls between this page, its workers, an iframe of another origin and a peer connection. Functions
          are ordinary values on the way. Every packet shows in the panel below.
        </p>
        <nav aria-label="Sections">
          {sections.map((title) => (
            <a key={title} href={`#${anchorOf(title)}`}>
              {title}
            </a>
          ))}
        </nav>
      </header>
      <main>
        <WorkerDemo />
        <IframeDemo />
        <BinaryDemo />
        <LeakLab />
      </main>
      <IorpcDevtools initialIsOpen />
    </>
  )
}
