import { useRemote, useRemoteCallback } from '@iorpc/react'
import { useEffect, useState } from 'react'
import type { TickerApi } from './api.js'

// #region
export function Careful() {
  const remote = useRemote<TickerApi>()
  const [ticks, setTicks] = useState(0)
  const onTick = useRemoteCallback(() => {
    setTicks((n) => n + 1)
    return true
  })

  useEffect(() => {
    void remote.subscribe(onTick)
  }, [remote, onTick])

  return <span>{ticks} ticks</span>
}
// #endregion
