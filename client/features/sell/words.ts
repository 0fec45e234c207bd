/** "1 thing", "5 things". */
export function thingsOf(size: number): string {
  return size === 1 ? '1 thing' : `${size} things`
}
