/** A question that is not answered for so long is lost, ms: the next one may be. */
const PATIENCE = 3_000

/** @throws Error when the database does not answer in time. */
export async function inTime<T>(question: PromiseLike<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('the database did not answer in time')), PATIENCE)
  return Promise.race([question, late]).finally(() => clearTimeout(timer))
}
