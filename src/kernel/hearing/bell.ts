/** Wakes all who wait for it. */
export type Bell = ReturnType<typeof hangBell>

export function hangBell() {
  let next = Promise.withResolvers<void>()
  return {
    ring(): void {
      next.resolve()
      next = Promise.withResolvers()
    },
    /** Asked before a look, so that what happens in the middle of it is heard. @returns waits for the ring, or so long, ms. */
    listen(): (most: number) => Promise<void> {
      const { promise } = next
      return async most => {
        const late = Promise.withResolvers<void>()
        const timer = setTimeout(late.resolve, most)
        await Promise.race([promise, late.promise])
        clearTimeout(timer)
      }
    },
  }
}
