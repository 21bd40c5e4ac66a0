// What server components get under the condition `react-server`, instead of an error about a hook deep inside.
throw new Error(
  "@iorpc/react works in client components only: put 'use client' at the top of the file that imports it, " +
    'and render that component from the server component.',
)

export {}
