import * as React from 'react'

// React 18 has none; a bundler that resolves the name at build time would complain.
const { Activity } = { ...React } as { Activity?: typeof React.Activity }

export const canHide = Activity !== undefined

/** `<Activity>` where there is one. */
export const Hideable = Activity ?? (({ children }: React.ActivityProps) => <>{children}</>)
