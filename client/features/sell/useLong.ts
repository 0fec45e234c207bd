import { onScopeDispose, type Ref, ref, watch } from 'vue'

/** Whether something has been under way for so long that it should be seen: until then a sign of it only flickers. */
export function useLong(isUnderWay: () => boolean, milliseconds = 200): Readonly<Ref<boolean>> {
  const isLong = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    isUnderWay,
    (isNow) => {
      clearTimeout(timer)
      if (isNow) timer = setTimeout(() => (isLong.value = true), milliseconds)
      else isLong.value = false
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return isLong
}
