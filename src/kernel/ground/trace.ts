import { type Attributes, context, ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { Refusal } from '../words/refusal.ts'

/** W3C's `traceparent`, version 00. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/** What a row remembers of what it follows from; null where nobody watches. */
export function traceparent(): string | null {
  const now = trace.getActiveSpan()?.spanContext()
  return now ? `00-${now.traceId}-${now.spanId}-01` : null
}

/**
 * Does something as a span of its own, where traces are sent; else it only does it.
 * @param about what it is about, never anything of a customer's
 * @param from a row's `traceparent`: what it follows from, in any process. Without it, what goes on now.
 */
export function inSpan<T>(name: string, about: Attributes, work: () => Promise<T>, from?: string | null): Promise<T> {
  const [, traceId, spanId] = TRACEPARENT.exec(from ?? '') ?? []
  const before =
    traceId && spanId
      ? trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true })
      : context.active()
  return trace.getTracer('waybill').startActiveSpan(name, { attributes: about }, before, async span => {
    try {
      return await work()
    } catch (error) {
      // Its message may hold what people typed, and a refusal isn’t a failure.
      if (!(error instanceof Refusal)) span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) })
      throw error
    } finally {
      span.end()
    }
  })
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error)

/** What a log line says of the span it was written in. */
export function tracedLine(): Record<string, string> {
  const now = trace.getActiveSpan()?.spanContext()
  return now ? { trace_id: now.traceId, span_id: now.spanId } : {}
}
