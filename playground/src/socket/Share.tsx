import { useRemoteCall, useTransferProgress } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { randomBytes, sha256 } from '../binary/bytes.js'
import { Button } from '../ui/Button.js'
import { errorText } from '../ui/errorText.js'
import { Progress } from '../ui/Progress.js'
import { Status } from '../ui/Status.js'
import type { RoomApi } from './api.js'

const mebibytes = 4

// #region
/** Sends bytes as an argument, and compares what the server has received. */
export function Share() {
  const [progress] = useTransferProgress()
  const { call, status, data, error } = useRemoteCall(async (remote: Remote<RoomApi>) => {
    const bytes = await randomBytes(mebibytes)
    const received = await remote.share(bytes)
    return received === (await sha256(bytes))
  })
  return (
    <>
      <div className="controls">
        <Button disabled={status === 'pending'} onClick={() => void call()}>
          {`Send ${mebibytes} MiB`}
        </Button>
        {status === 'success' && data && <Status kind="good">The server has the same SHA-256</Status>}
        {status === 'success' && !data && <Status kind="bad">The bytes differ</Status>}
        {status === 'error' && <Status kind="bad">{errorText(error)}</Status>}
      </div>
      {progress && (
        <Progress
          label="Bytes to the server"
          done={progress.bytes / progress.totalBytes}
          text={`${progress.chunks} of ${progress.totalChunks} chunks`}
        />
      )}
    </>
  )
}
// #endregion
