import { createTap } from '@iorpc/tap'
import { binChannel, pair, type BinTransport, type TransferProgress } from 'iorpc'
import type { ReceiverApi } from './api.js'
import { sha256 } from './bytes.js'
import type { Peers } from './peers.js'

const sender = createTap({ name: 'Binary demo, sender' })
const receiver = createTap({ name: 'Binary demo, receiver' })

// #region
/** `binChannel` sends no more while `bufferedAmount` is high, and goes on when the channel has drained. */
function binTransport(channel: RTCDataChannel, maxMessageSize: number): BinTransport {
  channel.binaryType = 'arraybuffer'
  channel.bufferedAmountLowThreshold = 65_536
  return {
    sendBin: (message) => channel.send(message),
    onBin: (handler) => channel.addEventListener('message', ({ data }) => handler(data)),
    bufferedAmount: () => channel.bufferedAmount,
    onDrain: (listener) => channel.addEventListener('bufferedamountlow', listener),
    maxMessageSize,
  }
}

/** Returns the receiver's SHA-256. The signal ends the connection. */
export async function sendBytes(
  bytes: Uint8Array<ArrayBuffer>,
  { near, far, maxMessageSize }: Peers,
  signal: AbortSignal,
  onProgress: (progress: TransferProgress) => void,
): Promise<string> {
  const farBin = binChannel(receiver.wrapBin(binTransport(far, maxMessageSize)), { assembleBins: true })
  const nearBin = binChannel(sender.wrapBin(binTransport(near, maxMessageSize)))
  farBin.onProgress(onProgress)

  const farSide = pair<object, ReceiverApi>({
    ...receiver.wrap({ ...farBin, close: farBin.reset }),
    local: { receive: sha256 },
  })
  const nearSide = pair<ReceiverApi>(sender.wrap({ ...nearBin, close: nearBin.reset }))
  signal.addEventListener('abort', () => {
    nearSide.close()
    farSide.close()
  })
  return nearSide.remote.receive(bytes)
}
// #endregion
