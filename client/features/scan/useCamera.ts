import { onScopeDispose, ref, shallowRef } from 'vue'
import { closeCamera, hasTorch, light, type NoPicture, openCamera } from './camera.ts'
import { openReader } from './reader.ts'
import { openSights } from './sights.ts'

/** Between two pictures that are read, ms. */
const pause = 80

/** The camera while it is on: shows itself in `video`, and gives each code that is held up. */
export function useCamera(video: () => HTMLVideoElement | null, take: (code: string) => void) {
  const state = ref<'off' | 'starting' | 'on' | NoPicture>('off')
  const [mayLight, isLit] = [ref(false), ref(false)]
  const stream = shallowRef<MediaStream | null>(null)
  let close = () => {}
  let turn = 0

  async function start() {
    stop()
    const mine = ++turn
    state.value = 'starting'
    const [opened, reader] = await Promise.all([openCamera(), openReader()])
    const end = () => {
      if (opened.ok) closeCamera(opened.stream)
      reader?.close()
    }
    if (mine !== turn) {
      end()
      return
    }
    if (!opened.ok || !reader) {
      end()
      state.value = opened.ok ? 'unreadable' : opened.code
      return
    }
    close = end
    stream.value = opened.stream
    mayLight.value = hasTorch(opened.stream)
    state.value = 'on'
    // Pulled out, or taken by the system.
    for (const track of opened.stream.getTracks())
      track.addEventListener('ended', () => mine === turn && fail())
    await watchOut(mine, reader.read)
  }

  async function watchOut(mine: number, read: (from: HTMLVideoElement) => Promise<readonly string[]>) {
    const fresh = openSights()
    while (mine === turn) {
      const picture = video()
      // A picture that could not be read is followed by another one.
      const codes = picture && picture.readyState >= 2 ? await read(picture).catch(() => []) : []
      if (mine !== turn) return
      for (const code of fresh(codes, performance.now())) take(code)
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }

  function fail() {
    stop()
    state.value = 'busy'
  }

  function stop() {
    turn += 1
    close()
    close = () => {}
    stream.value = null
    state.value = 'off'
    mayLight.value = isLit.value = false
  }

  async function turnLight() {
    if (stream.value && (await light(stream.value, !isLit.value))) isLit.value = !isLit.value
  }

  onScopeDispose(stop)
  return { state, stream, mayLight, isLit, start, stop, turnLight }
}
