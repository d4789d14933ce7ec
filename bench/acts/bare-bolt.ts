import bolt from '@slack/bolt'
import { sql } from 'drizzle-orm'
import { boltLog } from '../../src/integrations/slack/log.ts'
import type { Db } from '../../src/kernel/ground/db.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { brisk } from '../../test/slack/fake/clock.ts'
import { startSlack } from '../../test/slack/fake/slack.ts'
import { asInstalled } from '../../test/slack/manifest.ts'

export type BareBolt = {
  /** Types a command; how soon it was acknowledged, ms. */
  types(): Promise<number>
  close(): Promise<void>
}

/**
 * What Bolt does by itself, over sockets, with a Slack of its own: of a command it writes down one row and acknowledges.
 */
export async function bareBolt(db: Db): Promise<BareBolt> {
  await db.execute(sql`create table bolt_commands (id bigserial primary key, body jsonb not null)`)
  const fake = await startSlack({ timing: brisk, app: asInstalled() })
  const { botToken: token, appToken } = fake.app
  const clientOptions = { slackApiUrl: fake.apiUrl }
  const logger = boltLog(openLog('silent'))
  const app = new bolt.App({ token, appToken, socketMode: true, clientOptions, logger })
  app.command(/.*/, async ({ ack, body }) => {
    await db.execute(sql`insert into bolt_commands (body) values (${JSON.stringify(body)}::jsonb)`)
    await ack()
  })
  await app.start()
  const anna = fake.person('anna')
  const ops = fake.channel('ops', { members: [anna] })
  return {
    async types() {
      const { ms, failure } = await anna.types(ops, '/order list')
      return failure ? Number.POSITIVE_INFINITY : (ms ?? 0)
    },
    async close() {
      await app.stop()
      await fake.close()
    },
  }
}
