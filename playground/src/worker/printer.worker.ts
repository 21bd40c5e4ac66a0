import { createTap, shareTap } from '@iorpc/tap'
import { pair, transfer, type CallContext, type RemoteFunction } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { PageApi, PrinterApi, Strip, WorkerStatus } from './api.js'
import { printRows, toGrey } from './screenPrint.js'

const rowsOfStrip = 64
const tap = createTap({ name: 'Worker demo' })
let jobs = 0

// #region
const { remote, pending } = pair<PageApi, PrinterApi>({
  ...tap.wrap(workerTransport(self)),
  local: {
    async print(picture, onStrip) {
      jobs++
      try {
        return await printStrips(picture, onStrip, this.signal)
      } finally {
        jobs--
        onStrip.unbind()
      }
    },
    echo: (n) => n,
    shareTap: (port) => void shareTap(tap, port),
  },
})

async function printStrips(
  picture: ImageBitmap,
  onStrip: RemoteFunction<(strip: Strip) => void>,
  signal: CallContext['signal'],
) {
  const { width, height } = picture
  const grey = toGrey(readPixels(picture))
  let strips = 0
  // The page has unmounted the job when the signal is aborted.
  for (let top = 0; top < height && !signal.aborted; top += rowsOfStrip) {
    const rows = Math.min(rowsOfStrip, height - top)
    const image = await createImageBitmap(printRows(grey, width, top, rows))
    await onStrip(transfer({ image, top, done: (top + rows) / height }, [image]))
    strips++
  }
  return strips
}
// #endregion

function readPixels(picture: ImageBitmap): ImageData {
  const { width, height } = picture
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('The worker has no 2D canvas')
  context.drawImage(picture, 0, 0)
  picture.close()
  return context.getImageData(0, 0, width, height)
}

/** Only when something has changed, so that an idle worker sends nothing. */
let told: WorkerStatus | undefined
setInterval(() => {
  const status = { pending: pending(), jobs }
  if (told?.pending === status.pending && told.jobs === status.jobs) return
  told = status
  remote.noWait.showWorker(status)
}, 100)
