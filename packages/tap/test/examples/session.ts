// #region session
import { createTap, exportSession, importSession, taps } from '@iorpc/tap'

createTap({ name: 'yesterday' })
const text = JSON.stringify(exportSession(taps.getState()))
const remove = importSession(JSON.parse(text))
console.log(taps.getState().at(-1)?.context) // file
remove()
// #endregion session
