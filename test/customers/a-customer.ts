import type { Hono } from 'hono'
import { connectConsole } from '../../src/integrations/console/connect.ts'
import { listStaffRoom } from '../../src/kernel/asking/room.ts'
import { openLog } from '../../src/kernel/ground/log.ts'
import { startInbox } from '../../src/kernel/hearing/inbox.ts'
import type { Answer } from '../../src/kernel/shapes/answer.ts'
import { peopleOn } from '../../src/people/people-on.ts'
import { type Bot, openBot, system } from '../stage/bot.ts'
import type { TestDatabase } from '../stage/database.ts'
import { incoming } from '../stage/incoming.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { memoryStore } from '../stage/memory-store.ts'
import { card, cardIn, openShop, said, shopChat } from '../stage/shop.ts'
import { type Speaking, speaking } from '../stage/speaking.ts'

/** Nobody else has this name, lives there, or is written about in these words. */
export const PLANTED = /quorra|vexley|zwölfapfel|brimmels|QX9.?77|99887766|planted/i
export const QUORRA = {
  ...{ name: 'Quorra Vexley', company: 'Vexley Planted Ltd', street: 'Zwölfapfelweg 77', street2: 'Planted wing' },
  ...{ city: 'Brimmelshaven', region: 'Brimmels', postalCode: 'QX9 77Z', country: 'SE' },
  ...{ phone: '+46 151 99887766', email: 'Quorra.Vexley@planted.example' },
}
let planted = 0
/** A note that names the customer, each another. */
export const note = () => `planted ${++planted}: Quorra said so`
const PHOTO = new TextEncoder().encode('planted: what Quorra photographed')
const FAR = { chat: 'console', id: 'lumen-console', name: 'lumen-console' }

export type Stage = {
  bot: Bot
  chat: MemoryChat
  app: Hono
  people: Speaking
  /** Every line that was logged. */
  logged: readonly string[]
  settles(): Promise<void>
  close(): Promise<void>
}

/** The shop on a chat in memory, and the same rooms in the console, where Lumen has a second one. */
export async function openStage(database: TestDatabase): Promise<Stage> {
  const logged: string[] = []
  const log = openLog('debug', { write: line => void logged.push(line) })
  const chat = shopChat()
  const bot = await openBot(database, chat, log)
  const inbox = startInbox({ db: database.db, desk: bot.desk, replies: new Map(), log, now: bot.now })
  const importer = { encodings: [], preview: () => no(), run: () => no() }
  const console = connectConsole({
    ...{ db: database.db, desk: bot.desk, inbox: () => inbox, importer, secret: null, hosts: null },
    people: () => peopleOn(database.db, 'console'),
  })
  bot.chats.set('console', console.chat)
  for (const purpose of ['orders', 'alerts', 'support'] as const)
    await listStaffRoom(database.db, { chat: 'console', channel: purpose, name: purpose, purpose }, bot.now())
  await console.chat.directory.openChannel(FAR.name)
  await openShop(bot, {
    chat: 'memory',
    lumen: { room: { id: 'lumen', name: 'lumen' }, contacts: [{ id: 'mei', name: 'Mei' }] },
    casa: { room: { id: 'casa', name: 'casa' }, contacts: [{ id: 'lucía', name: 'Lucía' }] },
  })
  await bot.ask('supplier.room', { supplier: 'Lumen', room: FAR }, system)
  await bot.ask('supplier.contact', { supplier: 'Lumen', person: { chat: 'console', id: 'wei', name: 'Wei' } }, system)
  for (const one of ['memory', 'console']) await bot.ask('chat.hear', { chat: one, hears: true }, system)
  const people = speaking(chat, () => inbox)
  const settles = async () => {
    await inbox.idle()
    await bot.pump.idle()
  }
  return {
    ...{ bot, chat, app: console.app, logged, settles, people },
    async close() {
      console.close()
      await inbox.stop()
      await bot.close()
    },
  }
}

const no = () => Promise.reject(new Error('no file is imported here'))

/** A whole life of order 1042, with a note of its customer wherever a note can be. */
export async function aWholeLife(stage: Stage): Promise<void> {
  const { bot, settles } = stage
  const sam = bot.as('Sam', 'orders')
  const mei = bot.as('Mei', 'lumen')
  const does = async (who: typeof sam, line: string) => {
    const answer = await who.does(line)
    if (answer.kind === 'refused' || answer.kind === 'errors') throw new Error(`${line}: ${JSON.stringify(answer)}`)
    await settles()
    return answer
  }
  const engraved = [
    { sku: 'LAMP', quantity: 3, options: `Engraving: ${note()}` },
    { sku: 'BOWL', quantity: 2, options: `Engraving: ${note()}` },
    { sku: 'CUP', quantity: 1 },
  ]
  const told = { shipTo: QUORRA, note: note() }
  const later = (hour: number) => ({ updatedAt: new Date(Date.UTC(2026, 10, 2, hour)) })
  await bot.ask('order.receive', incoming('1042', engraved, told), system)
  await settles()
  await does(sam, `/order hold 1042 other ${note()}`)
  await does(sam, `/order note 1042 ${note()}`)
  await does(sam, '/order release 1042')
  await does(sam, `/order forward 1042 note:"${note()}" customer-note:send`)
  await does(sam, `/po note 1042-A ${note()}`)
  await does(sam, '/order find Quorra')
  // What the store changes after that is asked of the suppliers, engraving and all.
  const changed = engraved.map(line => ({ ...line, ...(line.options && { options: `Engraving: ${note()}` }) }))
  await bot.ask('order.receive', incoming('1042', changed, { ...told, ...later(12) }), system)
  await settles()
  await does(bot.as('Lucía', 'casa'), `/po answer 1042-B refuse which:details ${note()}`)
  await does(bot.as('Lucía', 'casa'), `/po decline 1042-B other ${note()}`)
  await does(mei, '/po answer 1042-A accept which:details')
  await does(mei, '/po acknowledge 1042-A')
  const question = numberIn(await does(mei, `/po ask 1042-A ${note()}`))
  await does(bot.as('Sam', 'support'), `/question answer ${question} ${note()}`)
  await does(sam, `/order change 1042 address:"street: Zwölfapfelweg 78; name: Quorra Vexley"`)
  await does(mei, `/po answer 1042-A refuse which:address ${note()}`)
  await does(mei, `/po reply 1042-A lines:"LAMP x2 ok, LAMP declined other planted by Quorra" note:"${note()}"`)
  const shown = await mei.types('/po show 1042-A')
  if (shown.kind === 'shown') await mei.presses(shown.card, 'Ship-to')
  await does(mei, '/tracking add 1042-A 1Z999AA10123456784')
  await does(mei, `/tracking remove 1042-A 1Z999AA10123456784 ${note()}`)
  await does(mei, '/tracking add 1042-A 1Z999AA10123456784')
  const scan = {
    number: '1Z999AA10123456784',
    tag: 'InTransit',
    words: 'Arrived in Brimmelshaven',
    place: 'Brimmelshaven',
  }
  await bot.ask('tracking.heard', { feed: 'test', scans: [{ ...scan, at: bot.now().toISOString() }] }, system)
  const lost = { ...scan, tag: 'Exception', detail: 'lost', at: bot.now().toISOString() }
  await bot.ask('tracking.heard', { feed: 'test', scans: [lost] }, system)
  await settles()
  const inTrouble = card(await sam.types('/parcel list')).opens?.[0]?.label
  await does(sam, `/parcel ask ${inTrouble} ${note()}`)
  await does(mei, `/parcel answer ${inTrouble} ${note()}`)
  await does(sam, `/case close ${inTrouble} other ${note()}`)
  const rows = `PO\tTracking\tContents\n1042-A\t1Z999AA10123456784\t${note()}`
  await mei.submits(await mei.types('/tracking import'), { rows })
  await does(sam, `/order hold 1042 other ${note()}`)
  await complains(stage, does)
  await sendsBack(stage, does)
  const cancelled = { cancelledAt: new Date(Date.UTC(2026, 10, 2, 20)), cancelReason: note() }
  await bot.ask('order.receive', incoming('1042', changed, { ...told, ...later(20), ...cancelled }), system)
  await settles()
  // A form that was never sent holds what was typed into it.
  await sam.submits(await sam.types('/complaint open 1042'), { reason: 'nonsense', happened: note() })
}

type Does = (who: ReturnType<Bot['as']>, line: string) => Promise<Answer>
const numberIn = (answer: Answer) => /[ACR]\d+/.exec(said(answer))?.[0] ?? ''

async function complains(stage: Stage, does: Does): Promise<void> {
  const { bot, chat, settles, people, app } = stage
  const sam = bot.as('Sam', 'support')
  const mei = bot.as('Mei', 'lumen')
  const order = await sam.types('/complaint open 1042')
  if (order.kind !== 'form') throw new Error('no form to complain with')
  const photo = chat.send('planted-photo.txt', PHOTO)
  const sent = { files: [photo] }
  const speaker = { chat: 'memory', user: 'sam', name: 'Sam', channel: 'support', roles: [] }
  const values = { reason: 'damaged', happened: note(), lines: 'LAMP x1' }
  const opened = await bot.desk.submitted(speaker, order.form.token, values, undefined, sent)
  if (opened.kind !== 'said' && opened.kind !== 'shown') throw new Error(JSON.stringify(opened))
  const number = numberIn(opened)
  await settles()
  const title = `Complaint ${number} of 1042-A`
  const root = chat.messages.find(one => one.channel === 'lumen' && one.card.title === title)
  const attachments = [chat.send('planted-video.txt', new TextEncoder().encode('planted: a film of Quorra'))]
  await people.says('Mei', 'lumen', root?.ref ?? '', note(), { attachments, lacks: [`“${note()}.zip”`], whole: note() })
  const message = await people.says('Mei', 'lumen', root?.ref ?? '', note())
  await settles()
  await people.edits(message, note())
  await settles()
  await saysInConsole(app, number, note())
  await settles()
  const theirs = cardIn(chat, 'lumen', title)
  await mei.submits(await mei.presses(theirs, 'Reply to the shop'), { text: note() })
  await does(mei, `/complaint answer ${number} ${note()} credit:"9 USD"`)
  await does(sam, `/complaint ask-again ${number} ${note()}`)
  await does(sam, `/case nudge ${number} ${note()}`)
  await does(mei, `/complaint answer ${number} ${note()} credit:"9 USD"`)
  await does(sam, `/case note ${number} ${note()}`)
  await does(sam, `/case transcript ${number}`)
  await does(sam, `/case evidence ${number}`)
  await does(sam, `/complaint resolve ${number} refund ${note()} amount:"5 EUR"`)
  await does(sam, `/case correct ${number} refund 4 ${note()}`)
  await does(sam, `/case reopen ${number} ${note()}`)
  const lamps = { kind: 'shopify', address: 'lamps.example', name: 'Lamps', secret: 'shpat_1' }
  bot.storefronts.set('shopify', memoryStore().storefront)
  await bot.ask('store.connect', lamps, system)
  await does(sam, `/complaint resolve ${number} refund ${note()} amount:"1 EUR"`)
  await does(sam, `/complaint resolve ${number} refund ${note()} amount:"1 EUR" paid:yes`)
  const gone = numberIn(
    await does(sam, `/complaint open 1042 delivered_not_received ${note()} part:1042-A lines:"LAMP x1"`),
  )
  await does(sam, `/complaint step ${gone} neighbours ${note()}`)
  await does(sam, `/complaint resolve ${gone} withdrawn`)
}

async function saysInConsole(app: Hono, complaint: string, text: string): Promise<void> {
  const at = `/as/wei/rooms/${FAR.id}`
  const items = (await (await app.request(at)).text()).split('data-message="').slice(1)
  const root = items.find(item => item.includes(`aria-label="Complaint ${complaint} of`))?.split('"')[0]
  if (!root) throw new Error('there is no complaint in the console')
  const body = new FormData()
  body.set('text', text)
  body.set('files', new File([PHOTO], 'planted-too.txt'))
  const headers = { 'Sec-Fetch-Site': 'same-origin' }
  const said = await app.request(`${at}/threads/${root}/say`, { method: 'POST', body, headers })
  if (said.status >= 400) throw new Error(`the console answered ${said.status}: ${await said.text()}`)
}

async function sendsBack({ bot }: Stage, does: Does): Promise<void> {
  const sam = bot.as('Sam', 'support')
  const mei = bot.as('Mei', 'lumen')
  const opened = () => does(sam, `/return open 1042 unwanted ${note()} lines:"LAMP x1"`)
  const R2 = numberIn(await opened())
  await does(mei, `/return approve ${R2} credit:"3 USD" return-to:"${note()}" instructions:"${note()}"`)
  await does(mei, `/return instruct ${R2} instructions:"${note()}"`)
  await does(sam, `/return parcel ${R2} RX123456785CN carrier:other`)
  await does(mei, `/return receive ${R2}`)
  await does(mei, `/return inspect ${R2}`)
  const R3 = numberIn(await opened())
  await does(mei, `/return decline ${R3} final_sale ${note()}`)
}
