import type { Db } from '../ground/db.ts'
import type { Log } from '../ground/log.ts'
import { Later, Unsure } from '../shapes/chat.ts'
import { Refusal } from '../words/refusal.ts'
import type { ClaimedTask } from './claim-task.ts'
import { markReported, settleFailed, settlePutOff } from './settle-task.ts'
import { pauseAfter, type TaskKind, type TaskTrouble } from './task.ts'

type Parts = {
  db: Db
  log: Log
  /** Counts a failure that is a bug. */
  failed: (error: unknown, what: string) => void
  now?: () => Date
}

const SILENT = 'It did not work, and I don’t know why yet.'

/** Notes that a task failed or was put off, and notifies people once of what lasts for too long or is given up. */
export async function failTask(parts: Parts, kind: TaskKind | undefined, task: ClaimedTask, error: unknown) {
  const now = parts.now?.()
  if (error instanceof Later) {
    const { message: why } = error
    const lasting = await settlePutOff(parts.db, task, { why, now })
    return report(parts, kind, task, { ...lasting, why, isFinal: false })
  }
  const said = error instanceof Refusal || error instanceof Unsure ? error.message : null
  if (said === null) parts.failed(error, `the task ${task.name} failed`)
  else parts.log.info({ task: task.name, why: said }, 'a task was refused')
  const why = said ?? SILENT
  const pause = kind ? pauseAfter(kind, task.attempts + 1) : null
  const lasting = await settleFailed(parts.db, task, { why, pause, now })
  return report(parts, kind, task, { ...lasting, why, isFinal: pause === null })
}

type Lasting = Omit<TaskTrouble, 'subject'> & { isKnown: boolean }

async function report({ db, now }: Parts, kind: TaskKind | undefined, task: ClaimedTask, lasting: Lasting) {
  const { isKnown, ...trouble } = lasting
  const lasted = (now?.() ?? new Date()).getTime() - trouble.since.getTime()
  if (!kind?.report || isKnown || (!trouble.isFinal && lasted < (kind.reportAfter ?? 0))) return
  if (await markReported(db, task.id, now?.())) await kind.report({ subject: task.subject, ...trouble })
}
