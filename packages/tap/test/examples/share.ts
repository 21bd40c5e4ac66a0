// #region share
import { connectTaps, taps } from '@iorpc/tap'

const disconnect = connectTaps()
// taps has the connections of this page, and soon those that other contexts share.
console.log(taps.getState().map(({ name, context }) => `${name} in ${context}`))
disconnect()
// #endregion share
