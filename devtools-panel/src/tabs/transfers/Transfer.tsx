import type { TransferRecord } from '@iorpc/tap'
import { formatBytes, formatCount, formatDuration, plural } from '../../ui/format.js'
import { Icon } from '../../ui/Icon.js'
import { stateOf } from './transferState.js'

interface TransferProps {
  record: TransferRecord
  /** Its name, where several are shown. */
  connection: string | undefined
}

/** How far one binary value has come. */
export function Transfer({ record, connection }: TransferProps) {
  const { name, direction, bytes, totalBytes, chunks, totalChunks, rate } = record
  const state = stateOf(record)
  // Raw chunks do not tell the size of the whole; their number does.
  const share = totalBytes ? bytes / totalBytes : totalChunks > 0 ? chunks / totalChunks : 0
  const percent = Math.floor(Math.min(1, share) * 100)
  const chunkText = `${formatCount(chunks)} of ${plural(totalChunks, 'chunk')}`
  const byteText =
    totalBytes === undefined ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(totalBytes)}`
  const title = name ?? `message ${record.messageId}`
  return (
    <li className="transfer" data-state={state}>
      <span className="direction" data-direction={direction} title={direction === 'in' ? 'received' : 'sent'}>
        <Icon name={direction} size={14} />
        <span className="hidden">{direction === 'in' ? 'received' : 'sent'}</span>
      </span>
      <span className="who">
        <strong>{title}</strong>{' '}
        <span className="quiet">
          value {record.index}
          {connection && `, ${connection}`}
        </span>
      </span>
      <div
        className="meter"
        data-state={state}
        role="progressbar"
        aria-label={`Transfer of ${title}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={`${percent}%, ${chunkText}, ${byteText}`}
      >
        <i style={{ width: `${percent}%` }} />
      </div>
      <span className="end chunks">
        {formatCount(chunks)} / {formatCount(totalChunks)}
      </span>
      <span className="end">{byteText}</span>
      <span className="end rate quiet">
        {state === 'done' ? formatDuration(record.updatedAt - record.startedAt) : `${formatBytes(rate)}/s`}
      </span>
      <span className="end state" data-state={state}>
        {state === 'active' ? `${percent}%` : state}
      </span>
    </li>
  )
}
