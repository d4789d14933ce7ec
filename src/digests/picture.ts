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

type Painter = { thread: Worker; waiting: Map<number, PromiseWithResolvers<Buffer>>; leaving?: NodeJS.Timeout }

/** How long it stays after a picture, ms: half a second of work goes into loading the chart library, and 100 MB. */
const STAYS = 60_000
let painter: Painter | undefined
let pictures = 0

/** In a thread of its own: it is too much work to hold up everybody else. */
async function paint(chart: TopLevelSpec): Promise<Buffer> {
  painter ??= hire()
  const { thread, waiting, leaving } = painter
  const mine = painter
  const id = ++pictures
  const picture = Promise.withResolvers<Buffer>()
  clearTimeout(leaving)
  waiting.set(id, picture)
  thread.ref()
  thread.postMessage({ id, chart })
  try {
    return await picture.promise
  } finally {
    waiting.delete(id)
    if (waiting.size === 0) rest(mine)
  }
}

function hire(): Painter {
  const hired: Painter = { thread: new Worker(new URL('./painter.ts', import.meta.url)), waiting: new Map() }
  const gone = (error: Error) => {
    if (painter === hired) painter = undefined
    for (const { reject } of hired.waiting.values()) reject(error)
  }
  hired.thread.on('message', ({ id, png }: { id: number; png: Uint8Array }) =>
    hired.waiting.get(id)?.resolve(Buffer.from(png)),
  )
  hired.thread.once('error', gone)
  hired.thread.once('exit', code => gone(new Error(`the painter ended with ${code} and drew nothing`)))
  return hired
}

/** Keeps nobody waiting who wants to stop. */
function rest(resting: Painter): void {
  resting.thread.unref()
  resting.leaving = setTimeout(() => {
    if (painter === resting) painter = undefined
    void resting.thread.terminate()
  }, STAYS).unref()
}
