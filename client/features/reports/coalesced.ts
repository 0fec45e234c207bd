/**
 * Does something at once, and however often it is asked again only once it is done and `least` ms after it began; asked in
 * between, once more.
 */
export function coalesced(act: () => Promise<unknown>, least: number) {
  let isWanted = false
  let isBusy = false
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function ask() {
    isWanted = true
    goOn()
  }

  function goOn() {
    if (isWanted && !isBusy && !isOver && timer === undefined) void begin()
  }

  async function begin() {
    isWanted = false
    isBusy = true
    timer = setTimeout(() => {
      timer = undefined
      goOn()
    }, least)
    await act().finally(() => (isBusy = false))
    goOn()
  }

  function stop() {
    isOver = true
    clearTimeout(timer)
  }

  return { ask, stop }
}
