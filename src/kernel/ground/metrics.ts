import { Counter, collectDefaultMetrics, Registry } from 'prom-client'

export type Metrics = { bug(): void; failed(job: string): void; text(): Promise<string>; contentType: string }

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
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
