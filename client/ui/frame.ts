import { idle } from './idle.ts'

const patience = 250

/** Does something once what has just changed is on the screen; soon where no frame comes, as in a page that nobody sees. */
export function afterFrame(act: () => void): void {
  let isDue = true
  const once = () => {
    if (isDue) act()
    isDue = false
  }
  requestAnimationFrame(() => idle(once, patience))
  setTimeout(once, patience)
}
