import type pg from 'pg'
import { isForgotten } from './db.ts'

/** How often a text is sent before it is named, so that what is rare takes no room in the database. */
const OFTEN = 3
/** A connection keeps what is named until it closes. */
const MOST_NAMES = 400
const MOST_TEXTS = 4_000

type Done = (error: unknown, result: unknown) => void

/**
 * Lets connections keep the statements that are sent often: one with a name is parsed once, and planned a few times. Where
 * PostgreSQL loses a name nothing is named any more: `transact` tries again what that broke.
 */
export function statementNames(): (client: pg.PoolClient) => void {
  const sent = new Map<string, number>()
  const names = new Map<string, string>()
  let over = false

  const nameOf = (text: string) => {
    const known = names.get(text)
    if (known || names.size >= MOST_NAMES) return known
    const times = (sent.get(text) ?? 0) + 1
    if (sent.size >= MOST_TEXTS) sent.clear()
    sent.set(text, times)
    if (times >= OFTEN) names.set(text, `waybill_${names.size + 1}`)
    return names.get(text)
  }
  const named = (said: unknown, values: unknown) => {
    const { text, name } = said as pg.QueryConfig
    const may = !over && !name && typeof text === 'string' && Array.isArray(values) && values.length > 0
    const known = may && nameOf(text)
    return known ? { ...(said as object), name: known } : said
  }
  const notice = (error: unknown) => {
    if (error && isForgotten(error)) over = true
  }
  return client => {
    const send = client.query.bind(client) as (...call: unknown[]) => unknown
    const query = (said: unknown, values: unknown, done?: Done) => {
      const ended: Done = (error, result) => {
        notice(error)
        done?.(error, result)
      }
      const answer = send(named(said, values), values, ...(done ? [ended] : []))
      if (answer instanceof Promise) answer.catch(notice)
      return answer
    }
    client.query = query as typeof client.query
  }
}
