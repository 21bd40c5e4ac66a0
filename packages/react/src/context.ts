'use client'
import { createContext, useContext, type Context } from 'react'
import type { Connection } from './connection.js'

/** Carries a connection from its provider to the hooks. Opaque: made by `createIorpc`, or the default one. */
export type IorpcContext = Context<Connection | null>

export const DefaultContext: IorpcContext = createContext<Connection | null>(null)

/** What every hook takes. */
export interface ContextOption {
  /** Whose provider the hook looks for. Default: the nearest `<IorpcProvider>`. `createIorpc` fills it in. */
  context?: IorpcContext | undefined
}

/** @throws where there is no provider above the component. */
export function useConnectionOf({ context = DefaultContext }: ContextOption = {}): Connection {
  const connection = useContext(context)
  if (!connection) {
    throw new Error('No <IorpcProvider> above this component')
  }
  return connection
}
