import pg from 'pg'

/** What the driver asks the database of the storm itself, at any moment. */
export function openLook(url: string) {
  const pool = new pg.Pool({ connectionString: url, application_name: 'chaos', max: 3 })
  pool.on('error', () => {})
  const ask = async (text: string, values: readonly unknown[] = []) =>
    pool.query(text, [...values]).then(
      ({ rows }) => rows as readonly Record<string, string>[],
      () => null,
    )
  const claims = async () =>
    (await ask('select owner from lanes where lease_until > now()'))?.map(({ owner }) => owner ?? '')
  return {
    claims,
    /** Whether that process is within a transaction that has written, or waits in one. */
    async isInTransaction(name: string): Promise<boolean> {
      const rows = await ask(
        `select 1 from pg_stat_activity where application_name = $1 and state like 'idle in transaction%' limit 1`,
        [name],
      )
      return (rows?.length ?? 0) > 0
    },
    /** Waits until something holds, looking every few milliseconds. @returns whether it did in time. */
    async within(ms: number, holds: () => Promise<boolean>): Promise<boolean> {
      for (const end = performance.now() + ms; performance.now() < end; ) if (await holds()) return true
      return false
    },
    /** All that the process of that pid holds: rooms, queues of tasks, and what people did. */
    async held(pid: number): Promise<readonly string[] | null> {
      const rows = await ask(
        `select kind || ' ' || what as what from (
          select 'room' as kind, owner as what, process, lease_until from lanes
          union all select 'queue', owner, process, lease_until from task_queues
          union all select 'act', key, process, lease_until from inbox where done_at is null
        ) held where lease_until > now() and process like $1`,
        [`% ${pid}`],
      )
      return rows?.map(({ what }) => what ?? '') ?? null
    },
    /** How much is owed to rooms, stores and people, when anybody can say. */
    async owed(): Promise<number> {
      const rows = await ask(`select (select count(*) from outbox where state <> 'sent') +
        (select count(*) from inbox where done_at is null) +
        (select count(*) from tasks where due_at < now() and isfinite(due_at)) as owed`)
      return Number(rows?.[0]?.owed ?? Number.POSITIVE_INFINITY)
    },
    /** Ends every other session on the database, as a failover does. */
    async endSessions(): Promise<void> {
      await ask(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
    },
    close: () => pool.end().catch(() => {}),
  }
}
export type Look = ReturnType<typeof openLook>
