/**
 * A cell that begins like a formula is run by a spreadsheet that opens it. An apostrophe in front keeps it text; one that
 * stands there already gets another, so that reading takes off exactly what writing put on.
 */
const beginsLikeFormula = /^'*\s*[=+\-@\t\r\n＝＋－＠]/

export function guarded(cell: string): string {
  return beginsLikeFormula.test(cell) ? `'${cell}` : cell
}

export function unguarded(cell: string): string {
  return cell.startsWith("'") && beginsLikeFormula.test(cell) ? cell.slice(1) : cell
}
