// What server components get under the condition `react-server`, instead of an error from deep inside React.

function refuse(): never {
  throw new Error(
    "@iorpc/react works in client components only: put 'use client' at the top of the file that imports it, " +
      'and render its component from the server component.',
  )
}

export {
  refuse as createIorpc,
  refuse as createRemoteStore,
  refuse as IorpcProvider,
  refuse as useConnection,
  refuse as useInvalidate,
  refuse as usePending,
  refuse as useRemote,
  refuse as useRemoteCall,
  refuse as useRemoteCallback,
  refuse as useRemoteStore,
  refuse as useRemoteSubscription,
  refuse as useRemoteValue,
  refuse as useTransferProgress,
}
