import { useEffect, useLayoutEffect } from 'react'

/**
 * Runs before the effects of the component in which calls are made. React 18 warns of layout effects on the server.
 */
export const useMountEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect
