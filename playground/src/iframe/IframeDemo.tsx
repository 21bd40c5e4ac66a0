import { IorpcProvider } from '@iorpc/react'
import { createTap } from '@iorpc/tap'
import type { RemoteFunction } from 'iorpc'
import { windowTransport } from 'iorpc/transports'
import { useState } from 'react'
import frameSource from '../../frame/main.ts?raw'
import { Button } from '../ui/Button.js'
import { Facts } from '../ui/Facts.js'
import { Log, useLog } from '../ui/Log.js'
import { Section } from '../ui/Section.js'
import { Status } from '../ui/Status.js'
import type { FrameApi, PageApi } from './api.js'
import { forgedHandshake, forgedPacket, forgerDocument } from './forge.js'
import { useIgnoredMessages } from './useIgnoredMessages.js'
import { Visit } from './Visit.js'
import visitSource from './Visit.tsx?raw'

const frameOrigin = import.meta.env.VITE_FRAME_ORIGIN
const tap = createTap({ name: 'Iframe demo' })

export function IframeDemo() {
  return (
    <Section
      title="Iframe demo"
      intro="A sandboxed iframe of another origin. Page and iframe call each other and pass functions; what any other window or origin posts is ignored."
      code={[
        { file: 'Visit.tsx', source: visitSource },
        { file: 'frame/main.ts', source: frameSource },
      ]}
    >
      {frameOrigin ? (
        <Neighbours origin={frameOrigin} />
      ) : (
        <Status kind="bad">The iframe needs an origin of its own: start the playground with npm start</Status>
      )}
    </Section>
  )
}

function Neighbours({ origin }: { origin: string }) {
  const [iframe, setIframe] = useState<HTMLIFrameElement | null>(null)
  const [forgeries, setForgeries] = useState(0)
  const ignored = useIgnoredMessages(iframe, origin)
  const { lines, log } = useLog()

  const local = {
    async knock(whoAreYou: RemoteFunction<() => string>) {
      const name = await whoAreYou()
      whoAreYou.unbind()
      log(`${name} knocks`)
      return `Come in, ${name}`
    },
    lendPen: () => {
      log('The iframe borrows a pen')
      return (text: string) => {
        log(`The pen writes: ${text}`)
        return text.length
      }
    },
  }

  function forge() {
    setForgeries(forgeries + 1)
    // The right origin, but the wrong window.
    window.postMessage(forgedPacket, '*')
    window.postMessage(forgedHandshake, '*')
  }

  return (
    <>
      <div className="controls">
        {iframe && (
          <IorpcProvider<FrameApi, PageApi>
            connect={() => windowTransport({ target: iframe, origin })}
            tap={tap}
            local={local}
          >
            <Visit log={log}>
              <Button onClick={forge}>Send a forged message</Button>
            </Visit>
          </IorpcProvider>
        )}
      </div>
      <div className="neighbours">
        <Log label="Log of the page" lines={lines} />
        <iframe
          ref={setIframe}
          title="The iframe of another origin"
          src={`${origin}/`}
          sandbox="allow-scripts allow-same-origin"
        />
      </div>
      <Facts
        label="Foreign messages"
        facts={{ 'Forgeries sent': forgeries, 'Messages ignored by the page': ignored }}
      />
      {forgeries > 0 && (
        <iframe key={forgeries} title="The forger" hidden sandbox="allow-scripts" srcDoc={forgerDocument} />
      )}
    </>
  )
}
