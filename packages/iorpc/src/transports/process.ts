import { IorpcError } from '../errors.js'
import type { Packet } from '../types.js'
import { createLink, type LinkTransport } from './link.js'
import { listen, type NodeEmitter } from './listen.js'

/** A child process with an IPC channel, or `process` inside of one. */
export interface ProcessLike extends NodeEmitter {
  readonly connected: boolean
  send?(message: unknown, callback: (error: Error | null) => void): boolean
  disconnect?(): void
}

/**
 * A transport over the IPC channel of Node: to a child process, or with `process` inside of one to its parent. Packets
 * travel as JSON, or as structured clones if the child was forked with `serialization: 'advanced'`. Calls made before
 * the other side listens wait in the channel.
 *
 * Ends with `IORPC_PROCESS_ENDED` when the process exits, cannot be spawned, or disconnects. `close()` disconnects;
 * the process goes on.
 *
 * @param process the child, or `process`
 * @throws `IorpcError` `IORPC_BAD_OPTION` for a process that has no IPC channel
 *
 * @example
 * const { remote } = pair<ChildApi>({ ...processTransport(fork('./child.js')) })
 */
export function processTransport(process: ProcessLike): LinkTransport {
  if (!process.send) {
    const message = 'processTransport needs a process with an IPC channel, such as fork() makes'
    throw new IorpcError('IORPC_BAD_OPTION', message)
  }
  const link = createLink<Packet>({
    release() {
      for (const stop of unlisten) stop()
      if (process.connected) process.disconnect?.()
    },
  })
  const end = (why: string, cause?: unknown) =>
    link.end(
      new IorpcError('IORPC_PROCESS_ENDED', `The connection to the process has ended: ${why}`, { cause }),
    )
  const unlisten = [
    listen(process, 'message', link.deliver),
    listen(process, 'exit', (code) => end(`exit code ${String(code)}`)),
    listen(process, 'error', (error) => end(String(error), error)),
    listen(process, 'disconnect', () => end('disconnected')),
  ]
  link.open(
    (packet) =>
      new Promise<void>((resolve, reject) => {
        process.send?.(packet, (error) => (error ? reject(error) : resolve()))
      }),
  )
  return { send: link.send, ...link.members }
}
