'use client'
export { expectNoLeaks } from 'iorpc/testing'
export { linkedProvider, type LinkedProvider, type LinkedProviderConfig } from './linkedProvider.js'
