/** Does one thing after another under each name, in the order in which they were asked for; a failure holds nobody up. */
export function keyedQueue() {
  const last = new Map<string, Promise<unknown>>()
  return {
    async after<T>(name: string, work: () => Promise<T>): Promise<T> {
      const before = last.get(name)
      const mine = before ? before.then(work, work) : work()
      last.set(name, mine)
      try {
        return await mine
      } finally {
        if (last.get(name) === mine) last.delete(name)
      }
    },
    /** Resolves when nothing is under way or waits. */
    async idle(): Promise<void> {
      while (last.size > 0) await Promise.allSettled(last.values())
    },
  }
}
