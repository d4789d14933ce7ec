/** Wakes the readers of live pages: at once after a change made in this process, and every beat for those of others. */
export type Pulse = {
  /** Something changed just now. */
  beat(): void
  /** Calls back at each beat until it is stopped. */
  follow(heard: () => void): () => void
  /** Ends all following, so that a server can stop. */
  close(): void
  readonly closed: boolean
}

export function pulse(every = 2_000): Pulse {
  const following = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined
  let closed = false
  const beat = () => {
    for (const heard of following) heard()
  }
  return {
    beat,
    follow(heard) {
      following.add(heard)
      timer ??= setInterval(beat, every).unref()
      return () => {
        following.delete(heard)
        if (following.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    close() {
      closed = true
      beat()
      clearInterval(timer)
    },
    get closed() {
      return closed
    },
  }
}
