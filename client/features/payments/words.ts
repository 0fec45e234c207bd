/** What to do before a payment is saved here. */
export const kindAdvice = {
  card: 'Take it on the terminal first. Save it here once the terminal says yes.',
  other: 'Such as a voucher or a bank transfer. Save it here once you have it.',
} as const
