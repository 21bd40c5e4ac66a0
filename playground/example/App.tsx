import { IorpcProvider, useRemote, useRemoteCallback } from '@iorpc/react'
import { workerTransport } from 'iorpc/transports'
import { useState } from 'react'
import type { WorkerApi } from './worker.js'

const connect = () => workerTransport(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))

export default function App() {
  return (
    <IorpcProvider connect={connect}>
      <Primes />
    </IorpcProvider>
  )
}

function Primes() {
  const [done, setDone] = useState(0)
  const [primes, setPrimes] = useState<number>()

  // #region call
  const remote = useRemote<WorkerApi>()
  const onProgress = useRemoteCallback(setDone)

  const count = async () => setPrimes(await remote.countPrimes(1_000_000, onProgress))
  // #endregion call

  return (
    <>
      <button onClick={() => void count()}>Count</button>
      <progress value={done} />
      <output>{primes}</output>
    </>
  )
}
