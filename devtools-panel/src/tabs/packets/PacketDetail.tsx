import { notify, usePanel } from '../../panel/context.js'
import { CopyButton } from '../../ui/CopyButton.js'
import { DetailPane } from '../../ui/DetailPane.js'
import { formatBytes, formatTime } from '../../ui/format.js'
import { FunctionName } from '../../ui/FunctionName.js'
import { PayloadTree } from '../../ui/PayloadTree.js'
import { askId, useGoTo, useShowBinding } from '../useGoTo.js'
import { type PacketRow } from './packetFields.js'
import { packetAsCode, packetAsJson } from './packetText.js'
import { tapLabel } from '../../data/tapLabel.js'

export function PacketDetail({ row, onClose }: { row: PacketRow; onClose(): void }) {
  const goTo = useGoTo()
  const showBinding = useShowBinding()
  const panel = usePanel()
  const { record, tap } = row
  const code = packetAsCode(record)
  const payload = tap.payload(record.seq)
  return (
    <DetailPane
      label="Packet"
      title={
        <>
          <span className="kind" data-kind={record.kind}>
            {record.kind}
          </span>{' '}
          <FunctionName name={record.name || String(record.id)} passedTo={record.passedTo} />
        </>
      }
      onClose={onClose}
    >
      <dl className="facts">
        <dt>Direction</dt>
        <dd>{record.direction === 'in' ? 'received' : 'sent'}</dd>
        <dt>Connection</dt>
        <dd>
          {tapLabel(tap)}
          {record.epoch > 1 && `, epoch ${record.epoch}`}
        </dd>
        <dt>Call id</dt>
        <dd>
          {record.callId === false ? (
            'none: nobody waits for an answer'
          ) : (
            <code>{String(record.callId)}</code>
          )}
        </dd>
        {(record.kind === 'callback' || record.kind === 'unbind') && (
          <>
            <dt>Binding</dt>
            <dd>
              <button type="button" className="link" onClick={() => showBinding(record.id)}>
                #{String(record.id)}
              </button>
            </dd>
          </>
        )}
        <dt>Size</dt>
        <dd>about {formatBytes(record.size)}</dd>
        <dt>Time</dt>
        <dd>{formatTime(record.time)}</dd>
      </dl>
      <h3>{record.kind === 'call' || record.kind === 'callback' ? 'Arguments' : 'Content'}</h3>
      <PayloadTree
        key={`${tap.id}.${record.seq}`}
        values={record.preview}
        label="Payload"
        onBinding={showBinding}
      />
      <div className="actions">
        <CopyButton label="Copy as JSON" text={() => packetAsJson(record)} />
        {code !== undefined && <CopyButton label="Copy as code" text={() => code} />}
        {payload && (
          <button
            type="button"
            className="button"
            title="The values themselves, for the browser's console"
            onClick={() => {
              Object.assign(window, { iorpcPayload: payload })
              notify(panel, 'Stored as the global variable iorpcPayload.')
            }}
          >
            Store as iorpcPayload
          </button>
        )}
        {record.callId !== false && (
          <button
            type="button"
            className="button"
            onClick={() => goTo('packets', askId('id', record.callId))}
          >
            Whole call
          </button>
        )}
      </div>
    </DetailPane>
  )
}
