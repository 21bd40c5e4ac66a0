import { IorpcProvider, useRemote, useRemoteCallback } from '@iorpc/react'
import { StrictMode, useEffect } from 'react'
import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { api } from './support/eachTest.js'
import { expectNothingBound } from './support/startWorker.js'
import type { WorkerApi } from './support/workerApi.js'

function Island({ heard }: { heard: (value: number) => void }) {
  const remote = useRemote<WorkerApi>()
  const onValue = useRemoteCallback(heard)
  useEffect(() => void remote.keep(onValue), [remote, onValue])
  return null
}

test('several roots share a pair, and each releases only what is its own', async () => {
  const heard: string[] = []
  const open = (name: string) =>
    render(
      <StrictMode>
        <IorpcProvider api={api}>
          <Island heard={() => heard.push(name)} />
        </IorpcProvider>
      </StrictMode>,
    )
  const first = await open('first')
  const second = await open('second')
  await api.remote.callKept(1)
  expect(heard).toEqual(['second'])
  await first.unmount()
  await api.remote.callKept(2)
  expect(heard).toEqual(['second', 'second'])
  await second.unmount()
  await api.remote.callKept(3)
  expect(heard).toEqual(['second', 'second'])
  await expectNothingBound(api)
})
