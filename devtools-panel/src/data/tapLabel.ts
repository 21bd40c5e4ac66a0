import type { TapView } from '@iorpc/tap'

/** The name of a connection. Its two sides have the same: the one of another context says where it is. */
export const tapLabel = ({ name, context, mirrored }: TapView): string =>
  mirrored ? `${name}, ${context}` : name
