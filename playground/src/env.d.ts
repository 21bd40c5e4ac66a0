interface ImportMetaEnv {
  /** Address of the iframe's page; absent when the page is served alone. */
  readonly VITE_FRAME_URL?: string
  /** Its origin; `'null'` where a sandbox makes it opaque. */
  readonly VITE_FRAME_ORIGIN?: string
  /** Whom the iframe listens to; absent when it comes from the server of the page. */
  readonly VITE_PAGE_ORIGIN?: string
  /** Where the room's server listens; absent when there is none. */
  readonly VITE_SOCKET_URL?: string
}
