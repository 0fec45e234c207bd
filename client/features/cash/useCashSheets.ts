import { useSheets } from '../app/useSheets.ts'

/** The sheets over a till. */
export function useCashSheets() {
  const { sheet, close } = useSheets()
  return {
    isOpening: sheet('open'),
    isMoving: sheet('cash'),
    isClosing: sheet('close'),
    isReading: sheet('slip'),
    close,
  }
}
