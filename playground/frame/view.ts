const find = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`index.html has no #${id}`)
  return element
}

export function log(line: string): void {
  const list = find('log')
  list.append(Object.assign(document.createElement('div'), { textContent: line }))
  if (list.childElementCount > 100) list.firstElementChild?.remove()
  list.scrollTop = list.scrollHeight
}

export function onCallThePage(listener: () => void): void {
  find('call').addEventListener('click', listener)
}

/** Shows how many messages came from another window than the page, or from another origin than its. */
export function countIgnored(pageOrigin: string): void {
  let ignored = 0
  addEventListener('message', (event) => {
    if (event.source === window.parent && event.origin === pageOrigin) return
    find('ignored').textContent = String(++ignored)
  })
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
