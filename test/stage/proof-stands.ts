import { connectConsole } from '../../src/integrations/console/connect.ts'
import { connectDiscord } from '../../src/integrations/discord/connect.ts'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { type Inbox, startInbox } from '../../src/kernel/hearing/inbox.ts'
import { trackingInMessage } from '../../src/tracking-imports/tracking-in-message.ts'
import { aPost } from '../chats/contract.ts'
import { FakeDiscord } from '../discord/fake/fake-discord.ts'
import { outage } from '../discord/fake/faults.ts'
import { brisk } from '../slack/fake/clock.ts'
import { startSlack } from '../slack/fake/slack.ts'
import { words } from './console/reader.ts'
import type { TestDatabase } from './database.ts'
import { answered } from './discord/discord-bot.ts'
import { type Proof, proofDesk } from './proof-desk.ts'
import { openSlackBot } from './slack/slack-bot.ts'
import { until } from './until.ts'

type Chosen = { name: string; bytes: Uint8Array }

/** Sam of the staff before one chat's screen, with `/proof add` to fill in. */
export type Stand = {
  given: readonly Proof[]
  opens(): Promise<void>
  /** Fills in the form and sends it; what came of it, in words. */
  submits(note: string, photos: readonly Chosen[]): Promise<string>
  /** Sends the form again with another note, and chooses no file anew. */
  submitsAgain(note: string): Promise<string>
  /** From here on no file can be fetched. */
  failing(): void
  close(): Promise<void>
}

export const CHATS: readonly (readonly [name: string, open: (database: TestDatabase) => Promise<Stand>])[] = [
  ['Slack', onSlack],
  ['Discord', onDiscord],
  ['the console', inConsole],
]

async function onSlack(database: TestDatabase): Promise<Stand> {
  const fake = await startSlack({ timing: brisk })
  const sam = fake.person('sam')
  const orders = fake.channel('orders', { kind: 'private', members: [sam] })
  fake.channel('alerts', { kind: 'private', members: [sam] })
  const { desk, chats, given } = proofDesk(database.db)
  const bot = await openSlackBot(database, fake, { behind: () => desk })
  chats.set('slack', bot.slack.chat)
  // Beside the field, or above all of them where Slack could not wait so long.
  const errors = () =>
    Object.values(sam.modal?.errors ?? {}).join(' ') || (sam.modal?.text.includes('⚠️') ? sam.modal.text : '')
  const submit = async (fields: Parameters<typeof sam.submits>[0]) => {
    const before = sam.sees(orders).length
    await sam.submits(fields)
    return until(() => errors() || (sam.sees(orders).length > before && sam.sees(orders).at(-1)?.text))
  }
  return {
    given,
    async opens() {
      await sam.types(orders, '/proof add')
      await sam.seesModal(/What they show/)
    },
    submits: (note, photos) => submit({ Note: note, Photos: photos }),
    submitsAgain: note => submit({ Note: note }),
    failing: () => void fake.faults.call('download', { kind: 'status', status: 503 }, { times: 9 }),
    async close() {
      await bot.stop()
      await fake.close()
    },
  }
}

async function onDiscord(database: TestDatabase): Promise<Stand> {
  const discord = await FakeDiscord.start()
  discord.gateway.identifyEvery = 0
  const orders = discord.addChannel('orders')
  const sam = discord.addUser('Sam', {})
  const { desk, chats, given, commands } = proofDesk(database.db)
  const log = openLog('silent')
  const now = () => new Date()
  const rooms = { orders: 'orders', alerts: null, support: null }
  const settings = { token: discord.token, guild: null, api: discord.api, rooms, bridge: false }
  const ask = async () => ({ text: '' })
  const connected = connectDiscord({
    ...{ settings, db: database.db, ask, desk, commands, trackingIn: trackingInMessage, log, now },
    inbox: () => inbox,
  })
  chats.set('discord', connected.chat)
  const inbox: Inbox = startInbox({ db: database.db, desk, replies: new Map([['discord', connected.reply]]), log, now })
  await connected.start()
  await until(() => connected.trouble() === null)
  let last: Awaited<ReturnType<typeof sam.submits>> | null = null
  const submit = async (fields: Parameters<typeof sam.submits>[0]) => {
    last = await sam.submits(fields)
    return answered(last)
  }
  const press = async (label: string) => void (await sam.presses(last?.message ?? '', label))
  return {
    given,
    // Discord asks for what is required before it calls; forms open by buttons.
    async opens() {
      const speaker = { chat: 'discord', user: sam.id, name: 'Sam', channel: orders.id, roles: [] }
      const answer = await desk.opens(speaker, 'proof.add', {})
      const token = answer.kind === 'form' ? answer.form.token : ''
      const card = { presses: [{ label: 'Add proof', token }], summary: 'It is broken.' }
      await sam.presses(await connected.chat.post(aPost(orders.id, card)), 'Add proof')
    },
    submits: (note, photos) =>
      submit({ Note: note, Photos: photos.map(one => ({ ...one, field: '', type: 'text/plain' })) }),
    async submitsAgain(note) {
      await press('Edit')
      return submit({ Note: note })
    },
    failing: () => void discord.faults.next('GET /attachments', outage(503), { times: 9 }),
    async close() {
      await connected.stop()
      await inbox.stop()
      await discord.stop()
    },
  }
}

async function inConsole({ db }: TestDatabase): Promise<Stand> {
  const sam = { user: 'sam', name: 'Sam', title: 'staff', staff: true, channels: 'all' as const }
  const { desk, chats, given } = proofDesk(db)
  const importer = { encodings: [], preview: () => Promise.reject(new Error()), run: () => Promise.reject(new Error()) }
  const inbox = () => ({ receive: async () => true, answered: async () => null })
  const console = connectConsole({ db, desk, inbox, importer, people: async () => [sam], secret: null, hosts: null })
  chats.set('console', console.chat)
  await listStaffRoom(db, { chat: 'console', channel: 'orders', name: 'orders', purpose: 'orders' }, new Date())
  let form = ''
  const post = async (path: string, body: FormData | URLSearchParams) => {
    const headers = { 'Sec-Fetch-Site': 'same-origin' }
    const answer = await console.app.request(`/as/sam/rooms/orders/${path}`, { method: 'POST', headers, body })
    const markup = await answer.text()
    if (answer.headers.get('Waybill-Answer') === 'form') form = markup
    return words(markup)
  }
  const submit = (note: string, photos: readonly Chosen[]) => {
    const body = new FormData()
    body.set('token', /name="token" value="([^"]*)"/.exec(form)?.[1] ?? '')
    body.set('value:note', note)
    // A browser sends an empty file where none was chosen.
    if (photos.length === 0) body.set('value:photos', new File([], ''))
    for (const { name, bytes } of photos) body.append('value:photos', new File([new Uint8Array(bytes)], name))
    return post('submit', body)
  }
  return {
    given,
    opens: async () => void (await post('typed', new URLSearchParams({ text: '/proof add' }))),
    submits: submit,
    submitsAgain: note => submit(note, []),
    failing: () => {
      const { name } = console.chat
      chats.set(name, {
        ...console.chat,
        files: { fetch: one => console.chat.files.fetch({ ...one, from: 'nowhere' }) },
      })
    },
    close: async () => console.close(),
  }
}
