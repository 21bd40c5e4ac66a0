import { IorpcProvider } from '@iorpc/react'
import type { Pair } from 'iorpc'
import { StrictMode, type ReactNode } from 'react'
import { afterEach, beforeEach } from 'vitest'
import { startWorker } from './startWorker.js'
import type { WorkerApi } from './workerApi.js'

/** Each test of a file that imports this has a worker of its own, under this pair. */
export let api: Pair<WorkerApi>

beforeEach(() => {
  api = startWorker()
})
afterEach(() => api.close())

/** For tests that count renders. */
export const plainWrapper = ({ children }: { children: ReactNode }) => (
  <IorpcProvider api={api}>{children}</IorpcProvider>
)

export const wrapper = ({ children }: { children: ReactNode }) => (
  <StrictMode>
    <IorpcProvider api={api}>{children}</IorpcProvider>
  </StrictMode>
)
