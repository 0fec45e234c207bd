import type { PlacedOrder } from '#shared/order.ts'
import { type Basket, tidy } from './basket.ts'

/** Who an order is for and what is to be known about it; what is undefined is taken away. */
export type Details = { [K in 'email' | 'phone' | 'promisedAt']?: Basket[K] | undefined } & Partial<
  Pick<Basket, 'customer' | 'note'>
>

export function withDetails(basket: Basket, details: Details): Basket {
  const { customer, note, email, phone, promisedAt, ...rest } = { ...basket, ...details }
  return {
    ...rest,
    customer: tidy(customer, 80),
    note: tidy(note, 200),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(promisedAt === undefined ? {} : { promisedAt }),
  }
}

/** The customer as the order has them: nothing of them that can be read but the name. */
export function customerOf({ customer: name, email, phone }: Basket): Pick<PlacedOrder, 'customer'> {
  const sealed = [email, phone].filter((part) => part !== undefined).join(' ')
  const contact = sealed && { sealed, email: email !== undefined, phone: phone !== undefined }
  if (!name && !contact) return {}
  return { customer: { ...(name ? { name } : {}), ...(contact ? { contact } : {}) } }
}
