import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export type Metrics = {
  bug(): void
  failed(job: string): void
  /** Shows numbers that are looked up whenever somebody reads them, by label; none where the look fails. */
  watch(name: string, help: string, label: string, look: () => Promise<ReadonlyMap<string, number>>): void
  text(): Promise<string>
  contentType: string
}

/** Counts what an operator wants to know, for Prometheus at `/metrics`. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const bugs = new Counter({
    name: 'waybill_bugs_total',
    help: 'Things that went wrong on our side.',
    registers: [registry],
  })
  const failures = new Counter({
    name: 'waybill_job_failures_total',
    help: 'Runs of the clock’s jobs that failed; what was due is looked for again at the next tick.',
    labelNames: ['job'],
    registers: [registry],
  })
  return {
    bug: () => bugs.inc(),
    failed: job => failures.inc({ job }),
    watch(name, help, label, look) {
      const collect = async () => {
        gauge.reset()
        const numbers = await look().catch(() => new Map<string, number>())
        for (const [value, number] of numbers) gauge.set({ [label]: value }, number)
      }
      const gauge = new Gauge({ name, help, labelNames: [label], registers: [registry], collect })
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
