import { PGlite, type Transaction } from '@electric-sql/pglite'
import pg from 'pg'

export type Spent = { statements: number; ms: number }

/** How many statements some work sends to a database, and for how long they are on their way and there. */
export async function spentOn(work: () => Promise<unknown>): Promise<Spent> {
  const before = { ...spent }
  await work()
  return { statements: spent.statements - before.statements, ms: spent.ms - before.ms }
}

/** What this process sent in all. */
export const allSpent = (): Spent => ({ ...spent })

const spent: Spent = { statements: 0, ms: 0 }

type Query = (...call: unknown[]) => unknown

/** Counts what `query` of an object sends; whether it promises or calls back. */
function counted(query: Query): Query {
  return function (this: unknown, ...call) {
    const began = performance.now()
    const over = () => {
      spent.statements += 1
      spent.ms += performance.now() - began
    }
    const last = call.at(-1)
    if (typeof last === 'function') {
      const heard: Query = (...answer) => {
        over()
        return (last as Query)(...answer)
      }
      return query.apply(this, [...call.slice(0, -1), heard])
    }
    const sent = query.apply(this, call)
    return sent instanceof Promise ? sent.finally(over) : sent
  }
}

pg.Client.prototype.query = counted(pg.Client.prototype.query as Query) as typeof pg.Client.prototype.query
const embedded = PGlite.prototype as unknown as { query: Query; transaction: Query }
embedded.query = counted(embedded.query)
const begin = embedded.transaction
embedded.transaction = function (this: unknown, work: unknown) {
  const inside = (tx: Transaction) => (work as Query)({ ...tx, query: counted(tx.query as unknown as Query) })
  return begin.call(this, inside)
}
