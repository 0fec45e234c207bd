import { pinLength, type PinRefusal } from '../../data/pin.ts'

const runs = ['0123456789012345', '5432109876543210']

/** What stands under a PIN that was not taken. */
export function refusalOf(refusal: PinRefusal, name: string): string {
  switch (refusal.code) {
    case 'wrong-pin':
      return `That is not ${name}’s PIN. ${triesLeft(refusal.left)}`
    case 'locked':
      return `Too many wrong tries. ${name} signs in on this tablet with user name and password, with a connection.`
    case 'no-pin':
      return `${name} has no PIN on this tablet any more. Sign in with user name and password.`
    case 'nobody-here':
      return 'Nobody is on the till, so no PIN was set. Sign in first.'
  }
}

function triesLeft(left: number): string {
  return left === 1 ? 'One more wrong one locks it.' : `${left} tries are left.`
}

/** The first that anyone would try: 000000, 123456, 121212, 123123. */
export function isEasy(pin: string): boolean {
  return (
    runs.some((run) => run.includes(pin)) ||
    [1, 2, 3].some((size) => pin === pin.slice(0, size).repeat(pinLength / size))
  )
}
