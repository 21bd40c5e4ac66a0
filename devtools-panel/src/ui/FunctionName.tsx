import type { PassedTo } from '@iorpc/tap'

interface FunctionNameProps {
  name: string
  /** What a callback was passed to. */
  passedTo: PassedTo | undefined
}

/** A function by its name; a callback also by the call and the place in it that carried it, or by these alone. */
export function FunctionName({ name, passedTo }: FunctionNameProps) {
  const place = passedTo && passedAs(passedTo)
  const isNameless = passedTo && name === `${passedTo.method}:${passedTo.path}`
  return (
    <>
      <code className="name">{isNameless ? place : name || '—'}</code>
      {place !== undefined && !isNameless && <code className="quiet"> {place}</code>}
    </>
  )
}

/** `search(1.onProgress)`: the call and the place in it that carried the function. */
export function passedAs({ method, path }: PassedTo): string {
  return `${method}(${path})`
}
