import type { PacketRecord } from '@iorpc/tap'
import { callDuration, callState, type CallRow } from '../../data/callRows.js'
import { tapLabel } from '../../data/tapLabel.js'
import { type Connection } from '../../data/frame.js'
import { usePanel } from '../../panel/context.js'
import { CopyButton } from '../../ui/CopyButton.js'
import { DetailPane } from '../../ui/DetailPane.js'
import { formatDuration, formatTime } from '../../ui/format.js'
import { FunctionName } from '../../ui/FunctionName.js'
import { Icon } from '../../ui/Icon.js'
import { PayloadTree } from '../../ui/PayloadTree.js'
import { isWhole, previewToJson } from '../../ui/previewText.js'
import { packetAsCode } from '../packets/packetText.js'
import { askId, useGoTo, useShowBinding } from '../useGoTo.js'

interface CallDetailProps {
  row: CallRow
  connections: readonly Connection[]
  onClose(): void
}

/** One call: when, who, how long on which side, with what, and what came of it. */
export function CallDetail({ row: { tap, record, peer }, connections, onClose }: CallDetailProps) {
  const goTo = useGoTo()
  const showBinding = useShowBinding()
  const { settings, session } = usePanel()
  const state = connections.find((connection) => connection.tap === tap)?.state
  const request = record.requestSeq === undefined ? undefined : state?.packets.get(record.requestSeq)
  const answer = record.answerSeq === undefined ? undefined : state?.packets.get(record.answerSeq)
  const duration = callDuration(record)
  const { bindingId } = record
  const code = request && packetAsCode(request)
  const canRepeat = tap.controls && record.kind === 'call' && record.direction === 'out' && request

  function repeat(packet: PacketRecord) {
    const args = packet.preview.map((value) => JSON.stringify(previewToJson(value))).join(', ')
    session.setState({ draft: { connection: tap.id, name: record.name, args } })
    settings.setState({ tab: 'console' })
  }

  return (
    <DetailPane
      label="Call"
      title={<FunctionName name={record.name} passedTo={record.passedTo} />}
      onClose={onClose}
    >
      <dl className="facts">
        <dt>Outcome</dt>
        <dd>
          <span className="outcome" data-outcome={callState(record)}>
            {record.outcome ?? (record.id === false ? 'sent, nobody waits' : 'waiting')}
          </span>
          {record.error !== undefined && `: ${record.error}`}
        </dd>
        {record.id !== false && (
          <>
            <dt>Duration</dt>
            <dd>{duration === undefined ? 'open' : formatDuration(duration)}</dd>
          </>
        )}
        {peer && duration !== undefined && <TwoSides record={record} peer={peer} />}
        <dt>Started</dt>
        <dd>{formatTime(record.startedAt)}</dd>
        <dt>Direction</dt>
        <dd>{record.direction === 'out' ? 'made here' : 'made by the other side'}</dd>
        <dt>Owner</dt>
        <dd>{record.owner?.name ?? 'unknown'}</dd>
        <dt>Connection</dt>
        <dd>{tapLabel(tap)}</dd>
        {bindingId !== undefined && (
          <>
            <dt>Binding</dt>
            <dd>
              <button type="button" className="link" onClick={() => showBinding(bindingId)}>
                #{String(bindingId)}
              </button>
            </dd>
          </>
        )}
      </dl>
      <h3>Arguments</h3>
      <Payload packet={request} label="Arguments" onBinding={showBinding} />
      {record.id !== false && (
        <>
          <h3>Answer</h3>
          <Payload packet={answer} label="Answer" onBinding={showBinding} />
        </>
      )}
      <div className="actions">
        {canRepeat && (
          <button
            type="button"
            className="button"
            disabled={!request.preview.every(isWhole)}
            title={request.preview.every(isWhole) ? undefined : 'Its arguments were not recorded as a whole.'}
            onClick={() => repeat(request)}
          >
            <Icon name="repeat" size={14} /> Repeat in console
          </button>
        )}
        {code && <CopyButton label="Copy as code" text={() => code} />}
        {record.id !== false && (
          <button type="button" className="button" onClick={() => goTo('packets', askId('id', record.id))}>
            Its packets
          </button>
        )}
      </div>
    </DetailPane>
  )
}

/** Where the time went, when both sides have a tap. Clocks agree to about a millisecond, so no part is below zero. */
function TwoSides({ record, peer }: { record: CallRow['record']; peer: CallRow['record'] }) {
  const [caller, callee] = record.direction === 'out' ? [record, peer] : [peer, record]
  const work = callDuration(callee)
  if (work === undefined || caller.settledAt === undefined || callee.settledAt === undefined) return null
  return (
    <>
      <dt>There</dt>
      <dd>{formatDuration(Math.max(0, callee.startedAt - caller.startedAt))} on the way</dd>
      <dt>Worked</dt>
      <dd>{formatDuration(work)} on the other side</dd>
      <dt>Back</dt>
      <dd>{formatDuration(Math.max(0, caller.settledAt - callee.settledAt))} on the way</dd>
    </>
  )
}

interface PayloadProps {
  packet: PacketRecord | undefined
  label: string
  onBinding(id: PacketRecord['id']): void
}

function Payload({ packet, label, onBinding }: PayloadProps) {
  if (!packet) return <p className="quiet">Not recorded, or not here yet.</p>
  return <PayloadTree key={packet.seq} values={packet.preview} label={label} onBinding={onBinding} />
}
