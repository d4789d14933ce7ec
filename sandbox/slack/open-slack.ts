import type { Channel } from '../../test/slack/fake/channels.ts'
import type { Person } from '../../test/slack/fake/person.ts'
import { type FakeSlack, startSlack } from '../../test/slack/fake/slack.ts'
import { asInstalled } from '../../test/slack/manifest.ts'
import type { Supplier } from '../supplier.ts'

export type OpenSlack = {
  slack: FakeSlack
  people: readonly Person[]
  rooms: readonly Channel[]
  supplier: Supplier
  settings: Record<string, string>
  close(): Promise<void>
}

/** A Slack of our own: Sam is staff, Mei is Lumen’s and joins by Slack Connect. */
export async function openSlack(): Promise<OpenSlack> {
  const slack = await startSlack({ timing: { processing: 0 }, app: asInstalled() })
  const sam = slack.person('sam')
  const mei = slack.person('mei', { kind: 'external' })
  const room = (name: string, ...members: Person[]) => slack.channel(name, { kind: 'private', members })
  const [orders, alerts, lumen] = [room('orders', sam), room('alerts', sam), room('lumen', sam, mei)]
  return {
    slack,
    people: [sam, mei],
    rooms: [orders, alerts, lumen],
    supplier: {
      ...{ name: 'Lumen', zone: 'Asia/Shanghai', skus: 'LAMP, BULB' },
      room: { chat: 'slack', id: lumen.id, name: 'lumen' },
      people: [{ chat: 'slack', id: mei.id, name: 'Mei' }],
    },
    settings: {
      ...{ SLACK_BOT_TOKEN: slack.app.botToken, SLACK_APP_TOKEN: slack.app.appToken, SLACK_API_URL: slack.apiUrl },
      ...{ SLACK_ORDERS_ROOM: '#orders', SLACK_ALERTS_ROOM: '#alerts' },
    },
    close: () => slack.close(),
  }
}
