const ligatures: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
}

/** "Crème brûlée" becomes "creme brulee". */
export function fold(text: string): string {
  // Most names are plain, and normalizing is what costs.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase().trim()
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.replace(/[ßæœøłđðþ]/g, (sign) => ligatures[sign] ?? sign).trim()
}
