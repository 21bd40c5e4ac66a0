import { useConnection, useRemote, useRemoteSubscription } from '@iorpc/react'
import type { Remote } from 'iorpc'
import { useState, type FormEvent } from 'react'
import { Facts } from '../ui/Facts.js'
import { Log, useLog } from '../ui/Log.js'
import type { RoomApi } from './api.js'

// #region
/** Who is in the room hears what is said; after a reconnect the hooks subscribe again. */
export function Room({ name, sockets }: { name: string; sockets: number }) {
  const remote = useRemote<RoomApi>()
  const { epoch } = useConnection()
  const { lines, log } = useLog()
  const [text, setText] = useState('')

  const { data: names = [], status } = useRemoteSubscription(
    (remote: Remote<RoomApi>, onNames: (names: string[]) => void) =>
      remote.join(name, ({ from, text }) => log(`${from}: ${text}`), onNames),
    [name, log],
  )

  function say(event: FormEvent) {
    event.preventDefault()
    if (!text.trim()) return
    // Said while the connection is lost, it is kept for the next one.
    remote.noWait.say(text)
    setText('')
  }

  return (
    <>
      <Facts
        label="Connection"
        facts={{
          Epoch: epoch,
          'Sockets made': sockets,
          'In the room': status === 'active' ? names.join(', ') : '–',
        }}
      />
      <Log label="What is said in the room" lines={lines} empty="Nobody has said anything yet." />
      <form className="controls" onSubmit={say}>
        <input
          aria-label="Your words"
          placeholder="Say something"
          maxLength={200}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit">Say</button>
      </form>
    </>
  )
}
// #endregion
