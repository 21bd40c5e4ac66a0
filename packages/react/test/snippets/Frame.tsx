import { IorpcProvider, useRemote } from '@iorpc/react'
import { windowTransport } from 'iorpc/transports'
import { useEffect, useState } from 'react'
import type { FrameApi } from './frame.js'

export function Frame({ src, color }: { src: string; color: string }) {
  const [iframe, setIframe] = useState<HTMLIFrameElement | null>(null)
  const { origin } = new URL(src, location.href)
  return (
    <>
      <iframe ref={setIframe} src={src} title="Canvas" />
      {iframe && (
        <IorpcProvider connect={() => windowTransport({ target: iframe, origin })}>
          <Painter color={color} />
        </IorpcProvider>
      )}
    </>
  )
}

function Painter({ color }: { color: string }) {
  const remote = useRemote<FrameApi>()
  const [clicked, setClicked] = useState('nothing')

  // The iframe may load slowly, reload or be replaced: calls wait for it.
  useEffect(() => {
    void remote.paint(color, setClicked)
  }, [remote, color])

  return <output>{clicked}</output>
}
