/** Pushes a bar that goes on sideways so far that this part of it is in sight, and leaves the page where it is. */
export function centre(bar: HTMLElement | null, part: Element | null | undefined): void {
  if (!bar || !part) return
  const [frame, box] = [bar.getBoundingClientRect(), part.getBoundingClientRect()]
  bar.scrollLeft += box.left + box.width / 2 - (frame.left + frame.width / 2)
}
