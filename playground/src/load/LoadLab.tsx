import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button } from '../ui/Button.js'
import { errorText } from '../ui/errorText.js'
import { Progress } from '../ui/Progress.js'
import { Section } from '../ui/Section.js'
import { Status } from '../ui/Status.js'
import iorpcSource from './contestants/iorpc.ts?raw'
import rawSource from './contestants/rawPostMessage.ts?raw'
import { Evaluation, type Result } from './evaluate.js'
import { Results } from './Results.js'
import sliceSource from './takeSlice.ts?raw'
import { takeTurns } from './takeTurns.js'
import turnsSource from './takeTurns.ts?raw'

const rounds = 40
const loads = [1, 10, 100, 1000]

type State = 'idle' | 'running' | 'stopped' | 'done' | { error: unknown }

export function LoadLab() {
  const [atOnce, setAtOnce] = useState(100)
  const [state, setState] = useState<State>('idle')
  const [round, setRound] = useState(0)
  const [results, setResults] = useState<readonly Result[]>([])
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const isRunning = state === 'running'

  async function measure(signal: AbortSignal): Promise<State> {
    const evaluation = new Evaluation()
    let done = 0
    for await (const slices of takeTurns(atOnce, rounds)) {
      if (signal.aborted) return 'stopped'
      evaluation.add(slices)
      // Rendered between two rounds, so that no slice pays for it.
      flushSync(() => {
        setRound(++done)
        setResults(evaluation.results())
      })
    }
    return 'done'
  }

  function run() {
    running.current = new AbortController()
    setRound(0)
    setResults([])
    setState('running')
    measure(running.current.signal).then(setState, (error: unknown) => setState({ error }))
  }

  return (
    <Section
      title="Load lab"
      intro="The same call of a worker, made in four ways that take turns of 10 ms. The panel does not record it: that would be measured too."
      code={[
        { file: 'takeTurns.ts', source: turnsSource },
        { file: 'takeSlice.ts', source: sliceSource },
        { file: 'iorpc.ts', source: iorpcSource },
        { file: 'rawPostMessage.ts', source: rawSource },
      ]}
    >
      <div className="controls">
        <Button kind="primary" disabled={isRunning} onClick={run}>
          Run
        </Button>
        <Button disabled={!isRunning} onClick={() => running.current?.abort()}>
          Stop
        </Button>
        <label className="field">
          Calls at once
          <select
            value={atOnce}
            disabled={isRunning}
            onChange={({ target }) => setAtOnce(Number(target.value))}
          >
            {loads.map((load) => (
              <option key={load} value={load}>
                {load.toLocaleString('en')}
              </option>
            ))}
          </select>
        </label>
        <LabStatus state={state} />
      </div>
      <Progress label="Rounds" done={round / rounds} text={`${round} of ${rounds} rounds`} />
      <Results results={results} />
    </Section>
  )
}

function LabStatus({ state }: { state: State }) {
  if (state === 'idle') return <Status>Ready</Status>
  if (state === 'running') return <Status>Measuring</Status>
  if (state === 'stopped') return <Status>Stopped: the rounds so far count</Status>
  if (state === 'done') return <Status kind="good">Measured</Status>
  return <Status kind="bad">{errorText(state.error)}</Status>
}
