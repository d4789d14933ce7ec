/** What is promised, or something else when that takes longer than so many ms. */
export async function within<T>(ms: number, promised: Promise<T>, instead: T): Promise<T> {
  const { promise: late, resolve } = Promise.withResolvers<T>()
  const timer = setTimeout(resolve, ms, instead)
  try {
    return await Promise.race([promised, late])
  } finally {
    clearTimeout(timer)
    promised.catch(() => {})
  }
}
