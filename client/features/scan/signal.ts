/** A short tone and a buzz, so that nobody has to look: high for a hit, low for a code that nobody knows. */
export function openSignal(): { give(isKnown: boolean): void; close(): void } {
  const audio = 'AudioContext' in globalThis ? new AudioContext() : null

  function sound(pitch: number, seconds: number) {
    if (!audio) return
    const [tone, volume] = [audio.createOscillator(), audio.createGain()]
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0.2, audio.currentTime)
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + seconds)
    tone.connect(volume).connect(audio.destination)
    tone.start()
    tone.stop(audio.currentTime + seconds)
  }

  return {
    give(isKnown) {
      sound(isKnown ? 1_320 : 220, isKnown ? 0.12 : 0.35)
      if ('vibrate' in navigator) navigator.vibrate(isKnown ? 40 : [60, 60, 60])
    },
    close: () => void audio?.close(),
  }
}
