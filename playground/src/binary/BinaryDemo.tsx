import type { TransferProgress } from 'iorpc'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.js'
import { errorText } from '../ui/errorText.js'
import { Facts } from '../ui/Facts.js'
import { Progress } from '../ui/Progress.js'
import { Section } from '../ui/Section.js'
import { Status } from '../ui/Status.js'
import { randomBytes, sha256 } from './bytes.js'
import { connectPeers } from './peers.js'
import { sendBytes } from './sendBytes.js'
import source from './sendBytes.ts?raw'

const mebibytes = 32

interface Outcome {
  sent: string
  received: string
  megabytesPerSecond: number
}

type State = 'idle' | 'preparing' | 'sending' | 'cancelled' | Outcome | { error: unknown }

export function BinaryDemo() {
  const [state, setState] = useState<State>('idle')
  const [progress, setProgress] = useState<TransferProgress>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])
  const isRunning = state === 'preparing' || state === 'sending'

  async function transmit(controller: AbortController): Promise<State> {
    const { signal } = controller
    try {
      const bytes = await randomBytes(mebibytes)
      const peers = await connectPeers(signal)
      signal.throwIfAborted()
      const sent = await sha256(bytes)
      setState('sending')
      const start = performance.now()
      const received = await sendBytes(bytes, peers, signal, setProgress)
      return { sent, received, megabytesPerSecond: bytes.length / 1000 / (performance.now() - start) }
    } catch (error) {
      return signal.aborted ? 'cancelled' : { error }
    } finally {
      controller.abort()
    }
  }

  function run() {
    const controller = new AbortController()
    running.current = controller
    setProgress(undefined)
    setState('preparing')
    void transmit(controller).then(setState)
  }

  return (
    <Section
      title="Binary demo"
      intro={`${mebibytes} MiB of random bytes, as one argument of one call, cross a WebRTC data channel in chunks, which wait while its buffer is full. Both ends compute the SHA-256.`}
      code={[{ file: 'sendBytes.ts', source }]}
    >
      <div className="controls">
        <Button kind="primary" disabled={isRunning} onClick={run}>
          Run
        </Button>
        <Button disabled={!isRunning} onClick={() => running.current?.abort()}>
          Cancel
        </Button>
        <TransferStatus state={state} />
      </div>
      <Progress
        label="Transfer"
        done={progress ? progress.bytes / progress.totalBytes : 0}
        text={progress ? `${progress.chunks} of ${progress.totalChunks} chunks` : 'No chunks yet'}
      />
      <Digests state={state} />
    </Section>
  )
}

function Digests({ state }: { state: State }) {
  const outcome = typeof state === 'object' && 'sent' in state ? state : undefined
  return (
    <Facts
      label="Result"
      facts={{
        Speed: outcome ? `${outcome.megabytesPerSecond.toFixed(1)} MB/s` : '–',
        'SHA-256 sent': <code>{outcome?.sent ?? '–'}</code>,
        'SHA-256 received': <code>{outcome?.received ?? '–'}</code>,
      }}
    />
  )
}

function TransferStatus({ state }: { state: State }) {
  if (state === 'idle') return <Status>Ready</Status>
  if (state === 'preparing') return <Status>Making bytes and connecting the peers</Status>
  if (state === 'sending') return <Status>Sending</Status>
  if (state === 'cancelled') return <Status>Cancelled: the peers are closed</Status>
  if ('error' in state) return <Status kind="bad">{errorText(state.error)}</Status>
  if (state.sent !== state.received) return <Status kind="bad">The bytes differ</Status>
  return <Status kind="good">The bytes are identical</Status>
}
