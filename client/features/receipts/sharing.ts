/** Whether this browser can hand a text to another app. */
export function canShare(): boolean {
  return typeof navigator.share === 'function'
}

/** False only where it could not be tried; whoever closes the list of apps has changed their mind. */
export async function share(title: string, text: string): Promise<boolean> {
  try {
    await navigator.share({ title, text })
    return true
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError'
  }
}

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
