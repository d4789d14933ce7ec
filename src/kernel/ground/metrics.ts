import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Labels = Readonly<Record<string, string>>

export type Metrics = {
  bug(): void
  failed(job: string): void
  /** A message went to a chat, or didn't. @param took since it was queued, seconds */
  messageWent(of: { chat: string; kind: string; how: string }, took?: number): void
  /** A task was tried. @param took since it was owed, seconds */
  taskWent(task: string, how: string, took?: number): void
  /** Shows numbers that are looked up whenever somebody reads them, by label; none where the look fails. */
  watch(name: string, help: string, label: string, look: () => Promise<ReadonlyMap<string, number>>): void
  /** The same of one number. */
  watchOne(name: string, help: string, look: () => Promise<number> | number): void
  text(): Promise<string>
  contentType: string
}

/** From a press that is seen at once to an hour that nobody wants. */
const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3_600]

/** Counts what an operator wants to know, for Prometheus at `/metrics`. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const counter = (name: string, help: string, ...labelNames: string[]) => {
    const one = new Counter({ name, help, labelNames, registers: [registry] })
    return (labels: Labels) => one.inc({ ...labels })
  }
  const histogram = (name: string, help: string, ...labelNames: string[]) => {
    const one = new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [registry] })
    return (labels: Labels, seconds: number) => one.observe({ ...labels }, seconds)
  }
  const bugs = counter('waybill_bugs_total', 'Things that went wrong on our side.')
  const failures = counter(
    'waybill_job_failures_total',
    'Runs of the clock’s jobs that failed; what was due is looked for again at the next tick.',
    'job',
  )
  const deliveries = counter('waybill_deliveries_total', 'Messages sent to chats.', 'chat', 'kind', 'outcome')
  const shown = histogram('waybill_delivery_seconds', 'From a message that is owed to the chat that shows it.', 'chat')
  const attempts = counter('waybill_task_attempts_total', 'Tries of what outside systems are owed.', 'task', 'outcome')
  const written = histogram('waybill_write_back_seconds', 'From what is owed to an outside system to its end.', 'task')
  return {
    bug: () => bugs({}),
    failed: job => failures({ job }),
    messageWent({ chat, kind, how }, took) {
      deliveries({ chat, kind, outcome: how })
      if (took !== undefined) shown({ chat }, took)
    },
    taskWent(task, how, took) {
      attempts({ task, outcome: how })
      if (took !== undefined) written({ task }, took)
    },
    watch(name, help, label, look) {
      const collect = async () => {
        gauge.reset()
        const numbers = await look().catch(() => new Map<string, number>())
        for (const [value, number] of numbers) gauge.set({ [label]: value }, number)
      }
      const gauge = new Gauge({ name, help, labelNames: [label], registers: [registry], collect })
    },
    watchOne(name, help, look) {
      const collect = async () => {
        gauge.reset()
        const number = await Promise.resolve(look()).catch(() => null)
        if (number === null) gauge.remove()
        else gauge.set(number)
      }
      const gauge = new Gauge({ name, help, registers: [registry], collect })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
