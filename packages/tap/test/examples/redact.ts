import { createTap } from '@iorpc/tap'
import type { Transport } from 'iorpc'

// #region redact
const tap = createTap({
  name: 'accounts',
  keepPayloads: true,
  redact: ({ name, args }) => (name === 'login' ? [args[0], '***'] : args),
})
const { send } = tap.wrap<Transport>({ send() {}, on() {} })
send({ apiFunc: 'login', cbId: 2, args: ['me', 'secret'], argsTransform: [] })

console.log(tap.payload(0)) // [ 'me', '***' ]
// #endregion redact
