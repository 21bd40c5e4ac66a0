import { IorpcProvider, useRemote, useRemoteCallback } from '@iorpc/react'
import { workerTransport } from 'iorpc/transports'
import { useState } from 'react'
import type { WorkerApi } from './worker.js'

const connect = () => workerTransport(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))

export function App() {
  return (
    <IorpcProvider connect={connect}>
      <Primes to={10_000} />
    </IorpcProvider>
  )
}

function Primes({ to }: { to: number }) {
  const remote = useRemote<WorkerApi>()
  const [done, setDone] = useState(0)
  const [primes, setPrimes] = useState<number>()
  const onProgress = useRemoteCallback(setDone, { delivery: 'frame' })

  const count = async () => setPrimes(await remote.countPrimes(to, onProgress))

  return (
    <>
      <button onClick={() => void count()}>Count primes</button>
      <progress value={done} />
      <output>{primes}</output>
    </>
  )
}
