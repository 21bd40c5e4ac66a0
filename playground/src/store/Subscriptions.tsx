import { IorpcProvider } from '@iorpc/react'
import { createTap } from '@iorpc/tap'
import { workerTransport } from 'iorpc/transports'
import { useRef, useState } from 'react'
import { Button } from '../ui/Button.js'
import { Section } from '../ui/Section.js'
import { SharedTap } from '../ui/SharedTap.js'
import { BasketButtons, Contents, Total } from './Basket.js'
import basketSource from './Basket.tsx?raw'
import { Connection, Sides } from './Connection.js'
import connectionSource from './Connection.tsx?raw'
import workerSource from './store.worker.ts?raw'

const tap = createTap({ name: 'Subscriptions' })

export function Subscriptions() {
  const worker = useRef<Worker>(undefined)
  const [hasTotal, setHasTotal] = useState(true)

  function connect() {
    worker.current = new Worker(new URL('./store.worker.ts', import.meta.url), { type: 'module' })
    return workerTransport(worker.current)
  }

  return (
    <Section
      title="Subscriptions"
      intro="Two components read a store in a worker. Kill it: a new worker takes its place with an empty basket, everything subscribes again, and nothing stays bound to the old one."
      code={[
        { file: 'Basket.tsx', source: basketSource },
        { file: 'Connection.tsx', source: connectionSource },
        { file: 'store.worker.ts', source: workerSource },
      ]}
    >
      <IorpcProvider connect={connect} tap={tap}>
        <SharedTap />
        <div className="controls">
          <BasketButtons />
        </div>
        <div className="versus">
          <div className="bench">
            <h3>Contents</h3>
            <Contents />
          </div>
          <div className="bench">
            <h3>Total</h3>
            {hasTotal ? <Total /> : <p className="slot">not mounted</p>}
          </div>
        </div>
        <div className="controls">
          <Button onClick={() => worker.current?.terminate()}>Kill worker</Button>
          <Button onClick={() => setHasTotal(!hasTotal)}>{hasTotal ? 'Unmount total' : 'Mount total'}</Button>
          <Connection />
        </div>
        <Sides />
      </IorpcProvider>
    </Section>
  )
}
