import { useEffect, useState } from 'react'
import { api } from './connection.js'

export function Price() {
  const [price, setPrice] = useState<number>()
  useEffect(() => {
    const onPrice = (next: number) => setPrice(next)
    const unsubscribing = api.remote.watchPrice(onPrice)
    return () => {
      api.release(onPrice)
      void unsubscribing.then(async (unsubscribe) => {
        await unsubscribe()
        unsubscribe.unbind()
      })
    }
  }, [])
  return <output>{price}</output>
}
