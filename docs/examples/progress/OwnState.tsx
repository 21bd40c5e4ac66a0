import { useRemote, useRemoteCallback } from '@iorpc/react'
import { useState } from 'react'
import type { WorkerApi } from './worker.js'

export function WordCount({ text }: { text: string }) {
  const remote = useRemote<WorkerApi>()
  const [done, setDone] = useState(0)
  const [words, setWords] = useState<number>()
  const onProgress = useRemoteCallback(setDone, { delivery: 'frame' })

  const count = async () => setWords(Object.keys(await remote.countWords(text, onProgress)).length)

  return (
    <>
      <button onClick={() => void count()}>Count</button>
      <progress value={done} />
      <output>{words}</output>
    </>
  )
}
