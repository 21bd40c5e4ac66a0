import { useEffect, useRef, useState } from 'react'
import { forgetful } from './connections.js'
import { remember } from './forgotten.js'

// #region
export function Forgetful() {
  const [ticks, setTicks] = useState(0)
  const isSubscribed = useRef(false)

  useEffect(() => {
    // The usual way to silence StrictMode's second run, which would have shown that the cleanup is missing.
    if (isSubscribed.current) return
    isSubscribed.current = true
    const onTick = () => {
      setTicks((n) => n + 1)
      return true
    }
    void forgetful.api.remote.subscribe(onTick)
    remember(onTick)
  }, [])

  return <span>{ticks} ticks</span>
}
// #endregion
