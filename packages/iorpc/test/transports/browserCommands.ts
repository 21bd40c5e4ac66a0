export { commands } from 'vitest/browser'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** @returns the port of a real server of WebSockets */
    startSocketServer(): Promise<number>
    stopSocketServer(port: number): Promise<void>
    /** @returns a peer as the text of a classic script */
    bundleScript(entry: string): Promise<string>
  }
}
