const paths = {
  pause: 'M5.5 3.5v9m5-9v9',
  play: 'M5 3.2v9.6l7.5-4.8z',
  clear: 'M3.2 4.5h9.6M6.3 4.5V3h3.4v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.5m2.4-3.5v3.5',
  pin: 'M5.5 2.5h5l-.6 4.7 2 2.6H4.1l2-2.6zM8 9.8v4',
  close: 'm4 4 8 8m0-8-8 8',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M8 1.5v1.2m0 10.6v1.2M1.5 8h1.2m10.6 0h1.2M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9',
  moon: 'M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z',
  system: 'M2.5 3.5h11v7h-11zM6 13h4M8 10.5V13',
  popOut: 'M9.5 3h3.5v3.5M13 3 8 8m3.5 2v3h-9V4.5h3',
  popIn: 'M8 4.5V8h3.5M8 8l5-5m-1.5 7v3h-9V4.5h3',
  help: 'M6 6.2a2 2 0 1 1 2.9 1.8c-.6.3-.9.7-.9 1.4m0 2.1v.1M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  warning: 'M8 2.2 14.2 13H1.8zM8 6.3v3.2m0 1.7v.1',
  growing: 'M2 12l4-4 2.5 2.5L14 4.5m0 0h-3.6M14 4.5v3.6',
  orphan: 'M6.5 9.5 4.6 11.4a2.1 2.1 0 0 1-3-3l2-2m5.9.1 1.9-1.9a2.1 2.1 0 0 1 3 3l-2 2M5 2.5v2m6 9v-2',
  idle: 'M8 4.5V8l2.3 1.5M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  trimmed:
    'M4.5 10a1.8 1.8 0 1 0 0 3.5 1.8 1.8 0 0 0 0-3.5m7 0a1.8 1.8 0 1 0 0 3.5 1.8 1.8 0 0 0 0-3.5M5.6 10.3 11 2m-.6 8.3L5 2',
  ok: 'm3 8.5 3.2 3.2L13 4.8',
  in: 'M13 8H4m3.8-4L4 8l3.8 4',
  out: 'M3 8h9M8.2 4 12 8l-3.8 4',
  copy: 'M5.5 5.5v-3h8v8h-3m-8-5h8v8h-8z',
  unbind: 'M6.5 9.5 4.6 11.4a2.1 2.1 0 0 1-3-3l2-2m5.9.1 1.9-1.9a2.1 2.1 0 0 1 3 3l-2 2M3 3l10 10',
  repeat: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6',
  chevron: 'm6 4 4 4-4 4',
  dockBottom: 'M2.5 3h11v10h-11zM2.5 9.5h11',
  dockTop: 'M2.5 3h11v10h-11zM2.5 6.5h11',
  dockLeft: 'M2.5 3h11v10h-11zM6.5 3v10',
  dockRight: 'M2.5 3h11v10h-11zM9.5 3v10',
} as const

export type IconName = keyof typeof paths

/** Decoration only: the element around it has the name. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" width={size} height={size} aria-hidden focusable={false}>
      <path d={paths[name]} />
    </svg>
  )
}
