import { useConnection, useRemote } from '@iorpc/react'
import { connectTaps } from '@iorpc/tap'
import { withOptions } from 'iorpc'
import { useEffect } from 'react'

/** The other side records too, and offers to show it. */
export interface SharesTap {
  /** @param port to a page with a panel */
  shareTap(port: MessagePort): void
}

/**
 * Lists the tap of the other side in this page's panel. A port of their own keeps several pages apart, and reaches an
 * iframe of another origin.
 */
export function SharedTap() {
  const remote = useRemote<SharesTap>()
  const { status, epoch } = useConnection()

  useEffect(() => {
    if (status !== 'open') return
    const { port1, port2 } = new MessageChannel()
    const disconnect = connectTaps(port1)
    withOptions(remote, { transfer: [port2] }).noWait.shareTap(port2)
    return () => {
      disconnect()
      port1.close()
    }
  }, [remote, status, epoch])

  return null
}
