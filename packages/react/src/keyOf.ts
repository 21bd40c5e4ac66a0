/**
 * Text that is the same for the same data.
 *
 * @throws for what is no plain data: functions, symbols, instances of classes
 */
export function keyOf(data: readonly unknown[]): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (value === undefined) return '\0undefined'
    if (typeof value === 'bigint') return `\0${value}n`
    if (typeof value === 'number' && !Number.isFinite(value)) return `\0${value}`
    if (typeof value === 'function' || typeof value === 'symbol' || isInstance(value)) {
      throw new TypeError(
        `Dependencies of remote values must be plain data, not ${Object.prototype.toString.call(value)}`,
      )
    }
    return value
  })
}

function isInstance(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype !== Object.prototype && prototype !== null
}
