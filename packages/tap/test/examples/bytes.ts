import { openBytes, type FileApi } from './support.js'

const byteTransport = openBytes()
// #region bytes
import { createTap } from '@iorpc/tap'
import { binChannel, pair } from 'iorpc'

const tap = createTap({ name: 'files' })
const { remote } = pair<FileApi>(tap.wrap(binChannel(tap.wrapBin(byteTransport))))
await remote.save(new Uint8Array(1_000_000))

const [transfer] = tap.store.getState().transfers
console.log(transfer?.name, transfer?.chunks, 'of', transfer?.totalChunks) // save 5 of 5
// #endregion bytes
