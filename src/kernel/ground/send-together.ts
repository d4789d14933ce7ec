import type { Socket } from 'node:net'
import type pg from 'pg'

const BEGUN = { command: 'BEGIN', rowCount: null, oid: 0, fields: [], rows: [] }

/**
 * Sends what is asked of a connection in one moment in one packet, and the begin of a transaction with its first statement:
 * to wait for an answer that says nothing costs as much as most statements. Needs a connection that pipelines.
 */
export function sendTogether(client: pg.PoolClient): void {
  const send = client.query.bind(client) as (...call: unknown[]) => unknown
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection
  let isHeld = false
  const hold = () => {
    if (isHeld) return
    isHeld = true
    stream.cork()
    process.nextTick(() => {
      isHeld = false
      stream.uncork()
    })
  }
  const query = (...call: unknown[]) => {
    hold()
    const answer = send(...call)
    if (!(answer instanceof Promise) || !isBegin(call[0])) return answer
    // A server refuses no begin. Should one ever, nothing more may be done on that connection.
    answer.catch((error: Error) => stream.destroy(error))
    return Promise.resolve(BEGUN)
  }
  client.query = query as typeof client.query
}

function isBegin(said: unknown): boolean {
  const text = typeof said === 'string' ? said : (said as pg.QueryConfig | null)?.text
  return text?.startsWith('begin') ?? false
}
