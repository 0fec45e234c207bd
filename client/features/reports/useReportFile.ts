import { ref } from 'vue'
import type { RangeQuestion, SalesQuestion } from '#shared/reports.ts'
import type { ReportName } from '../../data/reports.ts'
import { download } from '../app/download.ts'
import { useTill } from '../app/useTill.ts'
import { useToasts } from '../../ui/toasts.ts'

/** A report as the server writes it for a spreadsheet. */
export function useReportFile(name: ReportName, question: () => SalesQuestion | RangeQuestion) {
  const { till } = useTill()
  const { show } = useToasts()
  const isBusy = ref(false)

  async function toFile() {
    isBusy.value = true
    const answer = await till.office.reportFile(name, question()).finally(() => (isBusy.value = false))
    if (answer.ok) download(answer.value)
    else show(answer.sentence, { tone: 'danger' })
  }

  return { isBusy, toFile }
}
