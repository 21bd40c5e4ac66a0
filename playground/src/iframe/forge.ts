/** A call that would be obeyed if it came from the right window: it pretends to be the other side. */
export const forgedPacket = { apiFunc: 'lendPen', cbId: 1, args: [], argsTransform: [] }

/** A handshake that would move the connection to the attacker's port. */
export const forgedHandshake = {
  iorpc: 'window',
  channel: '',
  type: 'hello',
  from: 'attacker',
  to: undefined,
  knowsOrigin: true,
}

/** A document of another origin, in another window, that posts both to this page and to every iframe in it. */
export const forgerDocument = `<script>
  const forged = [${JSON.stringify(forgedPacket)}, ${JSON.stringify(forgedHandshake)}]
  const windows = [parent, ...Array.from({ length: parent.length }, (_, n) => parent[n])]
  for (const target of windows) {
    if (target !== window) for (const message of forged) target.postMessage(message, '*')
  }
</script>`
