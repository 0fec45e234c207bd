/** Columns stand for what follows in time, bars across for what has a name. */
export type ChartKind = 'columns' | 'across'

export interface ChartSeries {
  name: string
  /** Whole numbers, such as minor units or units sold; one for each label. */
  values: readonly number[]
}

export interface Drawing {
  kind: ChartKind
  labels: readonly string[]
  series: readonly ChartSeries[]
  /** What stands at the axis of values. */
  unit: string
  short: (value: number) => string
  /** px */
  width: number
}

const rowHeight = 44
const letterWidth = 7.5

/** px */
export function heightOf({ kind, labels, series }: Pick<Drawing, 'kind' | 'labels' | 'series'>): number {
  return kind === 'across' ? 72 + labels.length * rowHeight * Math.max(1, series.length * 0.75) : 300
}

/**
 * What ApexCharts is told. Colours and letters are given by our styles, so that they follow the theme; nothing moves, and
 * what it would write as HTML (legend, tooltip, toolbar) is left to us.
 */
export function optionsOf(drawing: Drawing) {
  const { kind, labels, series, unit, short, width } = drawing
  const isAcross = kind === 'across'
  const values = series.flatMap((one) => one.values)
  const { min, max, count } = scaleOf(Math.min(0, ...values), Math.max(0, ...values), {
    steps: isAcross ? 4 : 5,
    room: isAcross ? roomBeside(drawing) : 0,
  })
  const amounts = {
    ...{ min, max, tickAmount: count, title: { text: unit }, axisTicks: { show: false } },
    labels: { formatter: (value: string | number) => short(Number(value)) },
  }
  const names = { categories: isAcross ? [...labels] : thinned(labels, width), axisTicks: { show: false } }
  return {
    chart: {
      ...{ type: 'bar' as const, height: heightOf(drawing), width: '100%' },
      ...{ animations: { enabled: false }, toolbar: { show: false }, fontFamily: 'inherit' },
      ...{ zoom: { enabled: false }, selection: { enabled: false }, parentHeightOffset: 0 },
      ...{ redrawOnParentResize: false, redrawOnWindowResize: false },
    },
    // Nothing sold is no bar at all, rather than a line along the ground.
    series: series.map((one) => ({
      name: one.name,
      data: one.values.map((value) => (value === 0 ? null : value)),
    })),
    xaxis: isAcross
      ? { ...names, ...amounts }
      : { ...names, labels: { rotate: 0, hideOverlappingLabels: false }, tooltip: { enabled: false } },
    yaxis: isAcross ? { labels: { maxWidth: namesWidth(width) } } : amounts,
    plotOptions: {
      bar: {
        ...{ horizontal: isAcross, barHeight: '62%', columnWidth: labels.length < 4 ? '30%' : '68%' },
        ...{ borderRadius: 3, borderRadiusApplication: 'end' as const, dataLabels: { position: 'top' } },
      },
    },
    dataLabels: isAcross
      ? {
          // What is anchored at its start is pushed back over a bar that is shorter than it; our styles turn it round.
          ...{ enabled: true, textAnchor: 'end' as const, offsetX: 6 },
          formatter: (value: string | number | null) => (value === null ? '' : short(Number(value))),
        }
      : { enabled: false },
    stroke: { width: series.length > 1 ? 2 : 0 },
    fill: { type: 'solid', opacity: 1 },
    legend: { show: false },
    tooltip: { enabled: false },
    states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
    grid: {
      padding: { left: 4, right: isAcross ? 20 : 4, top: -12, bottom: 0 },
      // Bars across have their figures beside them, and lines would cross these.
      ...{ xaxis: { lines: { show: false } }, yaxis: { lines: { show: !isAcross } } },
    },
  }
}

/** px for the names of bars across. */
function namesWidth(width: number): number {
  return Math.min(220, width * 0.4)
}

/** Which part of the plot the longest figure beside a bar needs. */
function roomBeside({ series, short, width }: Drawing): number {
  const longest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => short(value).length)))
  return Math.min(0.5, (longest * letterWidth + 16) / Math.max(1, width - namesWidth(width) - 30))
}

/**
 * An axis from `least` (0 or below) to `most` (0 or above) in about so many steps of 1, 2 or 5, or tens of these; `room` is
 * the part that stays free at its far end.
 */
export function scaleOf(least: number, most: number, { steps, room }: { steps: number; room: number }) {
  const top = Math.max(1, most / (1 - room))
  const rough = (top - least) / steps
  const ten = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(1, ([1, 2, 5, 10].find((times) => times * ten >= rough * 0.999) ?? 10) * ten)
  const [min, max] = [Math.floor(least / step) * step, Math.ceil(top / step) * step]
  return { min, max, count: Math.round((max - min) / step) }
}

/** As many labels as there is room for, evenly; the others are left out. */
function thinned(labels: readonly string[], width: number): string[] {
  const longest = Math.max(1, ...labels.map(({ length }) => length))
  const room = Math.max(1, Math.floor((width - 80) / (longest * letterWidth + 14)))
  const every = Math.ceil(labels.length / room)
  return labels.map((label, index) => (index % every === 0 ? label : ''))
}

/** Which label a place in the plot belongs to; `at` goes from 0 to 1 along the labels. */
export function indexAt(size: number, at: number): number {
  return Math.min(size - 1, Math.max(0, Math.floor(at * size)))
}
