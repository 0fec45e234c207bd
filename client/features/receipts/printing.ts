const dotsPerMillimetre = 96 / 25.4
/** Drivers of receipt printers take a page of two metres; what is longer goes over several. */
const longestRoll = 2_000

/**
 * Asks the browser to print the page as it stands, on paper that fits what is in `root`: a roll is as long as its
 * receipt. What comes back takes that paper away again. No browser tells whether it was printed in the end.
 */
export async function printPage(root: HTMLElement, look: 'roll' | 'sheet'): Promise<() => void> {
  await document.fonts.ready
  const paper = new CSSStyleSheet()
  paper.replaceSync(look === 'roll' ? rollOf(root.getBoundingClientRect().height) : sheet)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, paper]
  print()
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== paper)
  }
}

const sheet = '@page { size: A4; margin: 18mm; }'

function rollOf(height: number): string {
  const length = Math.min(longestRoll, Math.ceil(height / dotsPerMillimetre) + 8)
  return `@page { size: 80mm ${length}mm; margin: 4mm; }`
}
