import { useRemote, useRemoteCallback } from '@iorpc/react'
import { withOptions } from 'iorpc'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Progress } from '../ui/Progress.js'
import type { PrinterApi, Strip } from './api.js'
import { loadPicture, picture } from './picture.js'

interface PrintJobProps {
  onFinish: (outcome: { strips: number } | { error: unknown }) => void
}

// #region
/** Lives as long as the job: unmounting it aborts the call and releases the callback. */
export function PrintJob({ onFinish }: PrintJobProps) {
  const remote = useRemote<PrinterApi>()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [done, setDone] = useState(0)

  const onStrip = useRemoteCallback(({ image, top, done }: Strip) => {
    canvas.current?.getContext('2d')?.drawImage(image, 0, top)
    image.close()
    setDone(done)
  })
  const finish = useEffectEvent(onFinish)

  useEffect(() => {
    let isMounted = true
    const print = async () => {
      const bitmap = await loadPicture()
      if (!isMounted) return bitmap.close()
      const strips = await withOptions(remote, { transfer: [bitmap] }).print(bitmap, onStrip)
      finish({ strips })
    }
    print().catch((error: unknown) => finish({ error }))
    return () => {
      isMounted = false
    }
  }, [remote, onStrip])
  // #endregion

  return (
    <>
      <canvas ref={canvas} width={picture.width} height={picture.height} aria-label="The print" role="img" />
      <Progress label="Print" done={done} text={`${Math.round(done * 100)} %`} />
    </>
  )
}
