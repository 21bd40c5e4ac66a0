interface ImportMetaEnv {
  /** Where the page finds its iframe; absent when the page is served alone. */
  readonly VITE_FRAME_ORIGIN?: string
  /** Whom the iframe listens to. */
  readonly VITE_PAGE_ORIGIN?: string
}
