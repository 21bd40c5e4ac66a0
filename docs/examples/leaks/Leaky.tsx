import { useEffect, useState } from 'react'
import { api } from './connection.js'

export function Price() {
  const [price, setPrice] = useState<number>()
  useEffect(() => {
    // Nobody gives this function back.
    void api.remote.watchPrice((next) => setPrice(next))
  }, [])
  return <output>{price}</output>
}
