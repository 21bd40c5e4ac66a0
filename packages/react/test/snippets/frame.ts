import { pair, type RemoteFunction } from 'iorpc'
import { windowTransport } from 'iorpc/transports'

const local = {
  paint(color: string, onClick: RemoteFunction<(color: string) => void>) {
    document.body.style.background = color
    document.body.onclick = () => void onClick(color)
  },
}
export type FrameApi = typeof local

// The origin of the page, written out: messages of any other are ignored.
pair({ ...windowTransport({ target: window.parent, origin: location.origin }), local })
