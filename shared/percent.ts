/** Basis points as people say them: 2,000 is "20 %". */
export function percent(rate: number): string {
  return `${rate / 100}\u00a0%`
}
