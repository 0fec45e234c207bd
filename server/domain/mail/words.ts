import type { Registration } from './about.ts'

/*
 * Every word of every mail, a catalogue for each language. What is not here comes from the business (names, its receipt)
 * or from Intl.
 */

export interface Words {
  order: {
    confirmation(number: string, business: string): string
    receipt(number: string, business: string): string
    thanks(name: string | undefined): string
    hereIs(name: string | undefined): string
    number: string
    collect: string
    late(made: string, sent: string): string
    cancelled: string
    why: string
  }
  lowStock: {
    one(product: string, location: string, left: number): string
    several(size: number): string
    title(size: number): string
    text: string
    left(quantity: number, threshold: number): string
    why: string
  }
  digest: {
    subject(day: string, business: string): string
    title(day: string): string
    taken: string
    orders: string
    units: string
    best: string
    times(units: number): string
    low: string
    nothingLow: string
    more(size: number): string
    attention: string
    toLookAt(size: number): string
    failed(size: number): string
    why: string
  }
  registration: Record<
    Registration['event'],
    { subject(business: string): string; title(name: string): string; text(business: string): string }
  > & { reason: string; signIn: string; why: string }
  reset: {
    subject(business: string): string
    title(name: string): string
    text(minutes: number): string
    button: string
    why: string
  }
  test: { subject(business: string): string; title: string; text: string }
}
