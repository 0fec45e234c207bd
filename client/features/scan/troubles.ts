import type { NoPicture } from './camera.ts'

/** What a person can do about a camera that shows nothing. */
export const troubles: Record<NoPicture, { title: string; text: string }> = {
  refused: {
    title: 'The camera is not allowed here',
    text: 'Allow it for this app in the settings of the browser or the tablet, then try again.',
  },
  missing: { title: 'There is no camera', text: 'This tablet has none, or it is switched off.' },
  busy: {
    title: 'The camera does not answer',
    text: 'Another app may be using it. Close that one, then try again.',
  },
  unreadable: {
    title: 'This browser cannot read barcodes',
    text: 'Search by name, or use a scanner that types.',
  },
}
