import type { ReactNode } from 'react'
import { anchorOf } from './anchor.js'
import { Code, type CodeProps } from './Code.js'
import { isWide } from './isWide.js'

interface SectionProps {
  title: string
  /** What is to be seen here, in a sentence or two. */
  intro: ReactNode
  code: readonly Pick<CodeProps, 'file' | 'source'>[]
  children: ReactNode
}

/** One demo: a landmark named by its heading, and the code that it runs. */
export function Section({ title, intro, code, children }: SectionProps) {
  const id = anchorOf(title)
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="demo">
      <div className="demo-body">
        <h2 id={`${id}-title`}>{title}</h2>
        <p className="intro">{intro}</p>
        {children}
      </div>
      <div className="demo-code">
        {code.map((props, index) => (
          // Beside the demo there is room for two. Below it they are closed: the next demo comes first.
          <Code key={props.file} {...props} initialIsOpen={isWide() && (index === 0 || code.length === 2)} />
        ))}
      </div>
    </section>
  )
}
