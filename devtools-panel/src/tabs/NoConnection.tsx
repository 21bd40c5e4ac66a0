/** Shown instead of a list that would be of connections, or of what is on them. */
export function NoConnection() {
  return (
    <p>
      No connection is recorded. Make a tap with <code>createTap({'{ name }'})</code> and wrap a transport
      with it.
    </p>
  )
}
