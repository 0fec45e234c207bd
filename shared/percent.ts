/** Basis points as people say them: 2,000 is "20 %"; 750 with a comma for its point is "7,5 %". */
export function percent(rate: number, point: '.' | ',' = '.'): string {
  return `${String(rate / 100).replace('.', point)}\u00a0%`
}
