import { IorpcError } from 'iorpc'

/** Why a connection has ended, in a word. */
export const codeOf = (reason: unknown) => (reason instanceof IorpcError ? reason.code : String(reason))
