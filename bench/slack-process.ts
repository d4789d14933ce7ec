import { startSlack } from '../test/slack/fake/slack.ts'
import { asInstalled } from '../test/slack/manifest.ts'
import { farAway } from '../test/stage/far-away.ts'

// The fake Slack in a process of its own, so far away as the first word says, ms one way: what keeps us busy does not
// keep Slack busy. Tells its parent where it is, and when asked what was called.
export type Place = { api: string; botToken: string; appToken: string; channels: readonly string[] }
export type Received = { method: string; channel: string; text: string; at: number; error: string | null }

const [, , oneWay, channels] = process.argv
const fake = await startSlack({ app: asInstalled() })
const far = await farAway(new URL(fake.apiUrl).origin, Number(oneWay))
const { botToken, appToken } = fake.app
const named = Array.from({ length: Number(channels) }, (_, index) => fake.channel(`supplier-${index + 1}`).id)
const place: Place = { api: `${far.origin}/api/`, botToken, appToken, channels: named }
process.send?.(place)
process.on('message', () => {
  const received: Received[] = fake.calls().map(({ method, args, at, error }) => ({
    method,
    channel: String(args.channel),
    text: String(args.text),
    at,
    error,
  }))
  process.send?.(received)
})
process.on('disconnect', () => process.exit())
