import { useTransferProgress } from '@iorpc/react'

export function Transfers() {
  const transfers = useTransferProgress()
  return transfers.map(({ direction, messageId, index, bytes, totalBytes }) => (
    <progress key={`${direction} ${messageId} ${index}`} value={bytes} max={totalBytes} />
  ))
}
