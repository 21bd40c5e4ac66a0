import { binChannel } from './bin/channel.js'
import { readBinHeader } from './bin/header.js'
import { takeCallOptions, withOptions } from './callOptions.js'
import { errorDetails } from './errorDetails.js'
import { IorpcError, RemoteError } from './errors.js'
import { pair } from './pair.js'
import { createRemote } from './remote.js'
import { transfer } from './transfer.js'
import { moveTransfer } from './transferList.js'

export {
  IorpcError,
  RemoteError,
  binChannel,
  createRemote,
  errorDetails,
  moveTransfer,
  pair,
  readBinHeader,
  takeCallOptions,
  transfer,
  withOptions,
}
export type { BinChannel } from './bin/channel.js'
export type { BinHeader } from './bin/header.js'
export type { BinChannelOptions } from './bin/options.js'
export type { BinChunks } from './bin/receiver.js'
export type { IorpcErrorCode } from './errors.js'
export type { CallName } from './remote.js'
export type {
  AnyFunction,
  CannotCross,
  Local,
  Remote,
  RemoteFunction,
  Unbindable,
  UntypedApi,
} from './remoteTypes.js'
export type * from './types.js'

/** The same as one object, for `import iorpc from 'iorpc'`. */
export default {
  IorpcError,
  RemoteError,
  binChannel,
  createRemote,
  errorDetails,
  moveTransfer,
  pair,
  readBinHeader,
  takeCallOptions,
  transfer,
  withOptions,
}
