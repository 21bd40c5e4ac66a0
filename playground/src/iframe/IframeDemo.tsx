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
import { SharedTap } from '../ui/SharedTap.js'
import { Status } from '../ui/Status.js'
import type { FrameApi, PageApi } from './api.js'
import { forgedHandshake, forgedPacket, forgerDocument } from './forge.js'
import { useIgnoredMessages } from './useIgnoredMessages.js'
import { Visit } from './Visit.js'
import visitSource from './Visit.tsx?raw'

const { VITE_FRAME_URL: url, VITE_FRAME_ORIGIN: origin } = import.meta.env
const tap = createTap({ name: 'Iframe demo' })

export function IframeDemo() {
  return (
    <Section
      title="Iframe demo"
      intro="A page and a sandboxed iframe of another origin call each other and pass functions. What any other window or origin posts is ignored."
      code={[
        { file: 'Visit.tsx', source: visitSource },
        { file: 'frame/main.ts', source: frameSource },
      ]}
    >
      {url && origin ? (
        <Neighbours url={url} origin={origin} />
      ) : (
        <Status kind="bad">The iframe needs an origin of its own: start the playground with npm start</Status>
      )}
    </Section>
  )
}

function Neighbours({ url, origin }: { url: string; origin: string }) {
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
            <SharedTap />
            <Visit log={log}>
              <Button onClick={forge}>Send a forged message</Button>
            </Visit>
          </IorpcProvider>
        )}
      </div>
      <div className="neighbours">
        <Log label="Log of the page" lines={lines} empty="Nothing yet. Press Run." />
        <iframe
          ref={setIframe}
          title="The iframe of another origin"
          src={url}
          // From the page's own server, it gets an opaque origin; from another one, it may keep its own.
          sandbox={origin === 'null' ? 'allow-scripts' : 'allow-scripts allow-same-origin'}
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
