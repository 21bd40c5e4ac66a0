/** Nobody else has it, and nobody can guess it. */
export const randomId = (): string => crypto.getRandomValues(new Uint32Array(4)).join('-')
