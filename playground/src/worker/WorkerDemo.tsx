import { IorpcProvider, usePending } from '@iorpc/react'
import { createTap } from '@iorpc/tap'
import { workerTransport } from 'iorpc/transports'
import { useState } from 'react'
import { Button } from '../ui/Button.js'
import { errorText } from '../ui/errorText.js'
import { Facts } from '../ui/Facts.js'
import { Progress } from '../ui/Progress.js'
import { Section } from '../ui/Section.js'
import { SharedTap } from '../ui/SharedTap.js'
import { Status } from '../ui/Status.js'
import type { PageApi, PrinterApi, WorkerStatus } from './api.js'
import { Flood } from './Flood.js'
import { picture } from './picture.js'
import { PrintJob } from './PrintJob.js'
import jobSource from './PrintJob.tsx?raw'
import workerSource from './printer.worker.ts?raw'

const tap = createTap({ name: 'Worker demo' })

const connect = () =>
  workerTransport(new Worker(new URL('./printer.worker.ts', import.meta.url), { type: 'module' }))

const megapixels = ((picture.width * picture.height) / 1e6).toFixed(1)

export function WorkerDemo() {
  const [worker, setWorker] = useState<WorkerStatus>()
  return (
    <IorpcProvider<PrinterApi, PageApi> connect={connect} tap={tap} local={{ showWorker: setWorker }}>
      <Section
        title="Worker demo"
        intro={
          <>
            A worker turns {megapixels} megapixels into a screen print, strip by strip. The pixels are moved,
            not copied; the bar is driven by a callback. Stop unmounts the job half-way.
          </>
        }
        code={[
          { file: 'PrintJob.tsx', source: jobSource },
          { file: 'printer.worker.ts', source: workerSource },
        ]}
      >
        <SharedTap />
        <PrintShop worker={worker} />
      </Section>
    </IorpcProvider>
  )
}

type JobState = 'idle' | 'running' | 'stopped' | { strips: number } | { error: unknown }

function PrintShop({ worker }: { worker: WorkerStatus | undefined }) {
  const [run, setRun] = useState(0)
  const [state, setState] = useState<JobState>('idle')
  const pending = usePending()
  const isRunning = state === 'running'

  return (
    <>
      <div className="controls">
        <Button
          kind="primary"
          disabled={isRunning}
          onClick={() => {
            setRun(run + 1)
            setState('running')
          }}
        >
          Run
        </Button>
        <Button disabled={!isRunning} onClick={() => setState('stopped')}>
          Stop
        </Button>
        <JobStatus state={state} />
      </div>
      <div className="print">
        <img src={picture.url} alt="Mountains in the morning haze" />
        {state === 'idle' || state === 'stopped' ? (
          <Progress label="Print" done={0} text="0 %" />
        ) : (
          <PrintJob key={run} onFinish={setState} />
        )}
      </div>
      <Facts
        label="Pending on both sides"
        facts={{
          'Pending, page': pending,
          'Pending, worker': worker?.pending ?? '–',
          'Jobs in the worker': worker?.jobs ?? '–',
        }}
      />
      <Flood />
    </>
  )
}

function JobStatus({ state }: { state: JobState }) {
  if (state === 'idle') return <Status>Ready</Status>
  if (state === 'running') return <Status>Printing</Status>
  if (state === 'stopped') return <Status>Stopped: the job is unmounted</Status>
  if ('strips' in state) return <Status kind="good">Printed in {state.strips} strips</Status>
  return <Status kind="bad">{errorText(state.error)}</Status>
}
