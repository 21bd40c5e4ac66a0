// comlink ships the types of this file under another name.
declare module 'comlink/dist/esm/node-adapter.mjs' {
  export interface NodeEndpoint {
    postMessage(message: unknown, transfer?: readonly unknown[]): void
    on(event: string, listener: (data: unknown) => void): unknown
    off(event: string, listener: (data: unknown) => void): unknown
    start?(): void
  }
  export default function nodeEndpoint(channel: NodeEndpoint): unknown
}
