import { IorpcProvider, usePending } from '@iorpc/react'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../ui/Button.js'
import { Facts } from '../ui/Facts.js'
import { Section } from '../ui/Section.js'
import { Status } from '../ui/Status.js'
import { Careful } from './Careful.js'
import carefulSource from './Careful.tsx?raw'
import { careful, forgetful } from './connections.js'
import { Forgetful } from './Forgetful.js'
import forgetfulSource from './Forgetful.tsx?raw'
import { releaseForgotten } from './forgotten.js'

const rounds = 10

/** Half a round, in milliseconds: so long the components are mounted, and so long they are not. */
const half = 80

export function LeakLab() {
  // Even numbers: nothing is mounted. A run counts from 1 to twice the rounds.
  const [step, setStep] = useState(0)
  const isRunning = step % (2 * rounds) !== 0
  const isMounted = step % 2 === 1

  useEffect(() => {
    if (!isRunning) return
    const timer = setTimeout(() => setStep(step + 1), half)
    return () => clearTimeout(timer)
  }, [isRunning, step])

  return (
    <Section
      title="Leak lab"
      intro={`Two components subscribe to a worker, and are mounted and unmounted ${rounds} times. One forgets to unbind: the panel names it, and the line that binds.`}
      code={[
        { file: 'Forgetful.tsx', source: forgetfulSource },
        { file: 'Careful.tsx', source: carefulSource },
      ]}
    >
      <div className="controls">
        <Button kind="primary" disabled={isRunning} onClick={() => setStep(step + 1)}>
          Run
        </Button>
        <Button disabled={isRunning} onClick={releaseForgotten}>
          Release them
        </Button>
        <LabStatus step={step} />
      </div>
      <div className="versus">
        <IorpcProvider api={forgetful.api} tap={forgetful.tap}>
          <Bench title="Forgets to unbind">{isMounted && <Forgetful />}</Bench>
        </IorpcProvider>
        <IorpcProvider api={careful.api} tap={careful.tap}>
          <Bench title="Uses the hook">{isMounted && <Careful />}</Bench>
        </IorpcProvider>
      </div>
    </Section>
  )
}

function LabStatus({ step }: { step: number }) {
  if (step === 0) return <Status>Ready</Status>
  const round = Math.ceil((step % (2 * rounds)) / 2)
  if (round > 0) return <Status>{`Mount ${round} of ${rounds}`}</Status>
  return <Status kind="good">{`Mounted and unmounted ${rounds} times`}</Status>
}

/** A component on trial, and what is left of it. */
function Bench({ title, children }: { title: string; children: ReactNode }) {
  const callbacks = usePending(({ callbacks }) => callbacks)
  return (
    <div className="bench">
      <h3>{title}</h3>
      <p className="slot">{children || 'not mounted'}</p>
      <Facts
        label={title}
        facts={{
          'Callbacks still bound': <strong data-leaking={!children && callbacks > 0}>{callbacks}</strong>,
        }}
      />
    </div>
  )
}
