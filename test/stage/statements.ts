import { AsyncLocalStorage } from 'node:async_hooks'
import { NoopLogger } from 'drizzle-orm/logger'
import { vi } from 'vitest'

const counting = new AsyncLocalStorage<string[]>()

/** The statements that some work sends to its database, in order, and none that others send meanwhile. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const seen: string[] = []
  const spy = vi.spyOn(NoopLogger.prototype, 'logQuery').mockImplementation((...[text]: unknown[]) => {
    counting.getStore()?.push(String(text))
  })
  try {
    await counting.run(seen, work)
    return seen
  } finally {
    spy.mockRestore()
  }
}
