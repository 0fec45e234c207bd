import * as v from 'valibot'

/** Why there is no picture. */
export type NoPicture = 'refused' | 'missing' | 'busy' | 'unreadable'

export type Opened = { ok: true; stream: MediaStream } | { ok: false; code: NoPicture }

/** The camera at the back, where there are two. */
export async function openCamera(): Promise<Opened> {
  const video = { facingMode: 'environment', width: { ideal: 1_280 }, height: { ideal: 720 } }
  try {
    return { ok: true, stream: await navigator.mediaDevices.getUserMedia({ video, audio: false }) }
  } catch (error) {
    return { ok: false, code: codeOf(error instanceof DOMException ? error.name : '') }
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

const Lit = v.object({ torch: v.literal(true) })

export function hasTorch(stream: MediaStream): boolean {
  const [track] = stream.getVideoTracks()
  return track !== undefined && 'getCapabilities' in track && v.is(Lit, track.getCapabilities())
}

/** False where the camera would not. */
export async function light(stream: MediaStream, isOn: boolean): Promise<boolean> {
  const torch: MediaTrackConstraintSet & { torch: boolean } = { torch: isOn }
  try {
    await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [torch] })
    return true
  } catch {
    return false
  }
}

function codeOf(name: string): NoPicture {
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy'
}
