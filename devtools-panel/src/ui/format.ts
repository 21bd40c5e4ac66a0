const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** Time of day with milliseconds. */
export function formatTime(time: number): string {
  const millis = String(Math.floor(time) % 1000).padStart(3, '0')
  return `${clock.format(time)}.${millis}`
}

/** A duration of a call: `0.42 ms`, `38 ms`, `1.25 s`, `2.5 min`. */
export function formatDuration(ms: number): string {
  if (ms < 10) return `${Math.max(0, ms).toFixed(2)} ms`
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(2)} s`
  if (ms < 3_600_000) return `${(ms / 60_000).toFixed(1)} min`
  return formatAge(ms)
}

/** How long something has existed, in its largest unit: `4 s`, `12 min`, `3 h`. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${Math.round(bytes)} B`
  if (bytes < 1024 ** 2) return `${short(bytes / 1024)} kB`
  if (bytes < 1024 ** 3) return `${short(bytes / 1024 ** 2)} MB`
  return `${short(bytes / 1024 ** 3)} GB`
}

function short(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value))
}

const grouped = new Intl.NumberFormat('en-US')

export function formatCount(count: number): string {
  return grouped.format(count)
}

/** `1 packet`, `2 packets`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** The last part of a path or address. */
export function fileName(file: string): string {
  return file.split(/[/\\]/).at(-1) || file
}
