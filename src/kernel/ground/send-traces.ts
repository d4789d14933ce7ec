import { context, trace } from '@opentelemetry/api'

/**
 * Sends spans to a collector by OTLP over HTTP, from now on. What does it is loaded only here.
 * @returns what sends the rest and ends it
 */
export async function sendTraces(endpoint: string): Promise<() => Promise<void>> {
  const [
    { BatchSpanProcessor, TracerProvider },
    { OTLPTraceExporter },
    { AsyncLocalStorageContextManager },
    resources,
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new TracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': 'waybill' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(provider)
  return async () => {
    // A collector that is gone must not keep Waybill from ending.
    await provider.shutdown().catch(() => {})
    trace.disable()
    context.disable()
  }
}
