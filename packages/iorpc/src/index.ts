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
