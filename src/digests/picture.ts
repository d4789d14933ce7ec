import { Worker } from 'node:worker_threads'
import type { TopLevelSpec } from 'vega-lite'
import { chartInWords, chartOf, type Lateness } from './lateness.ts'
import { latenessChart } from './lateness-chart.ts'

/** A picture as bytes, and the same in words. */
export type Picture = { png: Buffer; alt: string }

/** Lateness by supplier as a PNG, drawn in a thread of its own; null where nothing is late. */
export async function drawLateness(rows: readonly Lateness[]): Promise<Picture | null> {
  const chart = chartOf(rows)
  if (chart.bars.length === 0) return null
  return { png: await paint(latenessChart(chart)), alt: chartInWords(chart) }
}

/** Half a second of work, mostly for loading the chart library: too long to hold up everybody else. */
function paint(chart: TopLevelSpec): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const painter = new Worker(new URL('./painter.ts', import.meta.url), { workerData: chart })
    painter.once('message', (png: Uint8Array) => resolve(Buffer.from(png)))
    painter.once('error', reject)
    painter.once('exit', code => reject(new Error(`the painter ended with ${code} and drew nothing`)))
  })
}
