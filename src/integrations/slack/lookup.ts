type Kept<V> = { value: V; at: number }

/**
 * Remembers what was asked of Slack for a while; who asks for the same at once shares one call. Where Slack
 * does not answer, what was known last is believed for `stale`.
 * @param fresh ms for which an answer is believed without asking again.
 */
export function lookup<V>(ask: (key: string) => Promise<V>, fresh: number, stale = 10 * fresh) {
  const kept = new Map<string, Kept<V>>()
  const asking = new Map<string, Promise<V>>()

  const renew = (key: string): Promise<V> => {
    const under = asking.get(key)
    if (under) return under
    const asked = ask(key)
      .then(value => {
        if (kept.size >= MOST) kept.delete(kept.keys().next().value as string)
        kept.set(key, { value, at: performance.now() })
        return value
      })
      .finally(() => asking.delete(key))
    asking.set(key, asked)
    return asked
  }

  return {
    async get(key: string): Promise<V> {
      const known = kept.get(key)
      if (known && performance.now() - known.at < fresh) return known.value
      return renew(key).catch(error => {
        if (known && performance.now() - known.at < stale) return known.value
        throw error
      })
    },
    /** What is known now, without waiting for Slack longer than `patience` ms. */
    async soon(key: string, patience: number): Promise<V | null> {
      const late = new Promise<null>(resolve => setTimeout(resolve, patience, null).unref())
      return Promise.race([this.get(key).catch(() => null), late])
    },
    forget: (key: string) => void kept.delete(key),
  }
}

/** Most answers remembered of one kind. */
const MOST = 5_000
