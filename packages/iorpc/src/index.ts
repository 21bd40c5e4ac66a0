export { takeCallOptions, withOptions } from './callOptions.js'
export { IorpcError, RemoteError, type IorpcErrorCode } from './errors.js'
export { pair } from './pair.js'
export { createRemote, type CallName } from './remote.js'
export { transfer } from './transfer.js'
export type * from './types.js'
export type {
  AnyFunction,
  CannotCross,
  Local,
  Remote,
  RemoteFunction,
  Unbindable,
  UntypedApi,
} from './remoteTypes.js'
export { binChannel, type BinChannel } from './bin/channel.js'
export { readBinHeader, type BinHeader } from './bin/header.js'
export type { BinChannelOptions } from './bin/options.js'
export type { BinChunks } from './bin/receiver.js'
