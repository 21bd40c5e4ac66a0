/** What went wrong, in words for the page. */
export const errorText = (error: unknown) => (error instanceof Error ? error.message : String(error))
