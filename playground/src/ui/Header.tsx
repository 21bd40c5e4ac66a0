import { anchorOf } from './anchor.js'

export function Header({ sections }: { sections: readonly string[] }) {
  return (
    <header className="page-header">
      <h1>ioRPC playground</h1>
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
