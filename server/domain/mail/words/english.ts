import { plural } from '#shared/language.ts'
import type { Words } from '../words.ts'

const lowForms = { one: 'A product has become low', other: '# products have become low' }

export const english: Words = {
  order: {
    confirmation: (number, business) => `Order ${number} at ${business}`,
    receipt: (number, business) => `Receipt for order ${number} at ${business}`,
    thanks: (name) => (name ? `Thank you, ${name}` : 'Thank you for your order'),
    hereIs: (name) => (name ? `Your receipt, ${name}` : 'Your receipt'),
    number: 'Your order number',
    collect: 'To collect',
    late: (made, sent) =>
      `This order was made on ${made}. This message comes late, on ${sent}, since it could not be sent before.`,
    cancelled: 'This order has been cancelled.',
    why: 'You get this message because this address was given with the order. If it was not yours, you can ignore it.',
  },
  lowStock: {
    one: (product, location, left) => `Low: ${product} at ${location} (${left} left)`,
    several: (size) => plural('en', size, lowForms),
    title: (size) => plural('en', size, lowForms),
    text: 'Each is told once. You hear of it again when it was filled up and has become low anew.',
    left: (quantity, threshold) => `${quantity} left, you asked to be told at ${threshold}`,
    why: 'You get this message because your address is among those told about stock, under Manage, Mail.',
  },
  digest: {
    subject: (day, business) => `${business} on ${day}`,
    title: (day) => `How ${day} went`,
    taken: 'Sold for',
    orders: 'Orders',
    units: 'Products sold',
    best: 'What sold best',
    times: (units) => `${units} sold`,
    low: 'Low on stock',
    nothingLow: 'Nothing is low.',
    more: (size) => `and ${size} more`,
    attention: 'Needs attention',
    toLookAt: (size) => plural('en', size, { one: '# thing to look at', other: '# things to look at' }),
    failed: (size) =>
      plural('en', size, { one: '# mail could not be sent', other: '# mails could not be sent' }),
    why: 'You get this message each morning because your address is among those told about stock, under Manage, Mail. Sales of tablets that have not reported yet are missing.',
  },
  registration: {
    received: {
      subject: (business) => `Your registration at ${business}`,
      title: (name) => `Thank you, ${name}`,
      text: (business) =>
        `Your registration at ${business} has come in. A manager looks at it, and you get a message either way.`,
    },
    approved: {
      subject: (business) => `Welcome at ${business}`,
      title: (name) => `Welcome, ${name}`,
      text: (business) =>
        `Your registration at ${business} was approved. You can sign in with the name and password that you chose.`,
    },
    rejected: {
      subject: (business) => `Your registration at ${business}`,
      title: (name) => `Sorry, ${name}`,
      text: (business) => `Your registration at ${business} was not approved.`,
    },
    reason: 'Why',
    signIn: 'Sign in',
    why: 'You get this message because this address was given in a registration. If it was not yours, you can ignore it.',
  },
  reset: {
    subject: (business) => `A new password for ${business}`,
    title: (name) => `A new password, ${name}`,
    text: (minutes) =>
      `Somebody asked for a new password for your account. The link below works once, for ${minutes} minutes. If that was not you, leave it: your password stays as it is.`,
    button: 'Choose a new password',
    why: 'Nobody from Awning or from your business will ever ask you for this link.',
  },
  test: {
    subject: (business) => `A test mail from ${business}`,
    title: 'It works',
    text: 'This message came by the mail settings of your Awning. Customers get their confirmations the same way.',
  },
}
