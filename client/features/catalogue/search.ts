/** Whether every word of `query` is somewhere in these texts, whatever the case and the accents. */
export function matches(query: string, ...texts: string[]): boolean {
  const all = plain(texts.join(' '))
  return plain(query)
    .split(/\s+/)
    .every((word) => all.includes(word))
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLocaleLowerCase()
    .trim()
}
