import { IorpcProvider, useRemoteCall, type CallTools } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { workerTransport } from 'iorpc/transports'
import type { WorkerApi } from './worker.js'

const connect = () => workerTransport(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }))

export function App({ text }: { text: string }) {
  return (
    <IorpcProvider connect={connect}>
      <WordCount text={text} />
    </IorpcProvider>
  )
}

function WordCount({ text }: { text: string }) {
  const { call, abort, status, progress, data } = useRemoteCall(
    (remote: Remote<WorkerApi>, { report }: CallTools<number>) => remote.countWords(text, report),
  )
  if (status === 'pending') {
    return (
      <>
        <progress value={progress ?? 0} />
        <button onClick={abort}>Stop</button>
      </>
    )
  }
  return (
    <>
      <button onClick={() => void call()}>Count</button>
      {data && <output>{Object.keys(data).length} different words</output>}
    </>
  )
}
