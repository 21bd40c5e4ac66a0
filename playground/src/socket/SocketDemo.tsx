import { Section } from '../ui/Section.js'
import { Status } from '../ui/Status.js'
import { Visit } from './Visit.js'
import visitSource from './Visit.tsx?raw'
import roomSource from './Room.tsx?raw'
import shareSource from './Share.tsx?raw'
import serverSource from '../../server/room.ts?raw'

const url = import.meta.env.VITE_SOCKET_URL

export function SocketDemo() {
  return (
    <Section
      title="WebSocket"
      intro="A room on a server, which calls back everybody in it: open this page twice. Cut the connection, or restart the server, and what you say is kept until it has connected again."
      code={[
        { file: 'Room.tsx', source: roomSource },
        { file: 'Visit.tsx', source: visitSource },
        { file: 'Share.tsx', source: shareSource },
        { file: 'server/room.ts', source: serverSource },
      ]}
    >
      {url ? (
        <Visit url={url} />
      ) : (
        <Status>
          There is no server behind this copy of the playground: it is made of files alone. Get the repository
          and run <code>npm start</code> to see this section at work.
        </Status>
      )}
    </Section>
  )
}
