import { anchorOf } from './anchor.js'

export function Header({ sections }: { sections: readonly string[] }) {
  return (
    <header className="page-header">
      <h1>
        <Logo />
        ioRPC playground
      </h1>
      <p>
        Calls between this page, its workers, an iframe, a server and a peer connection. Functions are
        ordinary values on the way. The panel shows every packet, and every leak:{' '}
        <a href={`#${anchorOf('Leak lab')}`}>make one</a>.
      </p>
      <nav aria-label="Sections">
        {sections.map((title) => (
          <a key={title} href={`#${anchorOf(title)}`}>
            {title}
          </a>
        ))}
      </nav>
    </header>
  )
}

/** There and back. */
function Logo() {
  return (
    <svg viewBox="0 0 32 32" className="logo" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 12h13l-4-4m7 12H11l4 4" />
    </svg>
  )
}
