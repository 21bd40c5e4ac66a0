/** What everybody in the room is told. */
export interface Line {
  from: string
  text: string
}

/** What the server offers. */
export interface RoomApi {
  /**
   * Calls `onLine` with everything that is said from now on, and `onNames` with who is there, at once and after every
   * change; returns how to leave.
   */
  join(name: string, onLine: (line: Line) => void, onNames: (names: string[]) => void): () => void
  say(text: string): void
  /** Takes bytes, tells the room how many, and returns their SHA-256 in hexadecimal. */
  share(bytes: Uint8Array<ArrayBuffer>): string
  /** Ends all connections and lets nobody in for two seconds, as a restart of the server would. */
  restart(): void
}
