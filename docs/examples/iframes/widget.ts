import { pair, type RemoteFunction } from 'iorpc'
import { windowTransport } from 'iorpc/transports'

// The page that may embed this widget. Write it out where it has another origin: 'https://shop.example'.
const pageOrigin = location.origin

const local = {
  showPrice(amount: number, onBuy: RemoteFunction<(amount: number) => void>) {
    // Types are gone at run time: check what comes from somebody else.
    if (!Number.isFinite(amount)) throw new TypeError('showPrice() needs a number')
    const button = document.createElement('button')
    button.textContent = `Buy for ${amount.toFixed(2)}`
    button.onclick = () => void onBuy(amount)
    document.body.replaceChildren(button)
  },
}
export type WidgetApi = typeof local

pair({
  ...windowTransport({ target: window.parent, origin: pageOrigin }),
  local,
  options: { exposeErrors: false },
})
