const times = new Set([
  'time',
  'startedAt',
  'settledAt',
  'updatedAt',
  'createdAt',
  'lastCalledAt',
  'releasedAt',
  'mountedAt',
  'unmountedAt',
  'oldestAt',
])

/** A copy of plain data in which every time is earlier by `by` milliseconds; the data itself when that is nothing. */
export function shiftTimes<T>(data: T, by: number): T {
  return by === 0 ? data : (shift(data, by) as T)
}

function shift(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shift(item, by))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      // Previews hold values of the application, which may have keys of these names.
      key === 'preview' ? item : typeof item === 'number' && times.has(key) ? item - by : shift(item, by),
    ]),
  )
}
