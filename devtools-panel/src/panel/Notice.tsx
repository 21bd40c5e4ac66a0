import { useStore } from 'zustand'
import { usePanel } from './context.js'

/** Says what has just been done. Each notice is an element of its own, which fades by itself. */
export function Notice() {
  const { text, number } = useStore(usePanel().session, (state) => state.notice)
  return (
    <div role="status">
      {text && (
        <span className="notice" key={number}>
          {text}
        </span>
      )}
    </div>
  )
}
