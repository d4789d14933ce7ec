import { Counter, collectDefaultMetrics, Registry } from 'prom-client'

export type Metrics = { bug(): void; text(): Promise<string>; contentType: string }

/** Counts what an operator wants to know, for Prometheus at `/metrics`. */
export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const bugs = new Counter({
    name: 'waybill_bugs_total',
    help: 'Things that went wrong on our side.',
    registers: [registry],
  })
  return { bug: () => bugs.inc(), text: () => registry.metrics(), contentType: registry.contentType }
}
