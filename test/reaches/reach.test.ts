import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { rooms } from '../../src/kernel/ground/tables.ts'
import { openAccess } from '../../src/reaches/access-links.ts'
import { accessLinks } from '../../src/reaches/tables.ts'
import { aShop } from '../stage/a-shop.ts'
import type { MemoryChat } from '../stage/memory-chat.ts'
import { plantedDoor, plantedMail } from '../stage/planted-reaches.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { textOf } from '../stage/text-of.ts'

const shop = aShop()
let mail: MemoryChat
const sam = () => shop.bot.as('Sam', 'orders')
const types = (text: string) => sam().types(text)
const says = async (text: string) => said(await types(text))
const access = () => openAccess(shop.database.db, () => shop.bot.now(), shop.bot.ask)
const secretIn = (text: string) => /\/s\/([\w-]{43})/.exec(text)?.[1] ?? ''
/** Reaches North by its door: it has no room yet. */
const northsDoor = async () => {
  await shop.ask('supplier.add', { name: 'North' })
  return textOf(await types('/supplier reach North door'))
}

beforeEach(() => {
  const [post, door] = [plantedMail(), plantedDoor()]
  mail = post.sent
  shop.bot.chats.set('post', post.chat).set('door', door.chat)
})

test('a supplier in no chat is reached by an address: what waited goes there, and it acknowledges from there', async () => {
  await shop.ask('supplier.add', { name: 'North' })
  await shop.ask('supplier.sku', { supplier: 'North', skus: 'CHAIR' })
  await shop.receive('1042', [{ sku: 'CHAIR' }])
  await shop.ask('order.forward', { order: '1042' })
  expect(await says('/supplier reach North post')).toBe('Enter this too: Address. Where its purchase orders go.')
  expect(await says('/supplier reach North post nonsense')).toBe('“nonsense” isn’t an address.')
  const shown = card(await types('/supplier reach North post Orders@lumen.example'))
  expect(textOf(shown)).toContain('North is reached by orders@lumen.example now. Its purchase orders go there.')
  expect(textOf(shown)).toContain('Ask them whether it arrived.')
  await shop.bot.pump.idle()
  const sent = cardIn(mail, 'orders@lumen.example', 'Purchase order 1042-A')
  const token = sent.presses.find(({ label }) => label === 'Acknowledge')?.token ?? ''
  const address = 'orders@lumen.example'
  const speaker = { chat: 'post', user: address, name: 'Nora', channel: address, roles: [] }
  expect(said(await shop.bot.desk.pressed(speaker, token))).toContain('is acknowledged')
  expect(await says('/supplier reach North Post orders@lumen.example')).toContain('is reached by')
})

test('where it has a room already staff choose which gets what is new, and nobody else’s address is taken', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const asked = card(await types('/supplier reach Lumen post orders@lumen.example'))
  expect(asked.summary).toBe(
    'Lumen has #lumen already: orders@lumen.example would be another way. Which one gets what is new?',
  )
  expect(asked.presses.map(({ label }) => label)).toEqual(['Both get everything', 'Only orders@lumen.example'])
  const shown = card(await sam().presses(asked, 'Only orders@lumen.example'))
  expect(textOf(shown)).toContain('#lumen keeps what it shows, and gets nothing new.')
  await shop.bot.pump.idle()
  expect(cardIn(mail, 'orders@lumen.example', 'Purchase order 1042-A')).toBeDefined()
  expect(await says('/supplier reach Casa post orders@lumen.example')).toBe(
    'orders@lumen.example belongs to another supplier.',
  )
  expect(await says('/supplier reach Casa pigeon')).toBe('I can’t reach suppliers by “pigeon”. Choose Post or Door.')
})

test('a link is shown once, opens that room for that person alone, and only its hash is kept', async () => {
  const secret = secretIn(await northsDoor())
  const found = await access().open(secret)
  expect([found?.room.name, found?.person.name]).toEqual(['North’s door', 'North'])
  const kept = await shop.database.db.select({ id: accessLinks.id }).from(accessLinks)
  expect(kept.map(({ id }) => id)).not.toContain(secret)
  expect(secretIn(textOf(await types('/supplier reach North door')))).toBe('')
  const second = secretIn(textOf(await types('/supplier link North')))
  expect(await access().open(second)).not.toBeNull()
  expect(await access().open(secret)).not.toBeNull()
  expect(await says('/supplier link Lumen')).toBe('Lumen is reached in chats alone. To hand out links: /supplier reach')
})

test('ending links shuts out who is in by one; a room or contact that is removed ends theirs, for good', async () => {
  const first = await access().open(secretIn(await northsDoor()))
  expect(await says('/supplier end-links North')).toBe(
    'North’s 1 link ended, those in mails too. Make a new one with /supplier link.',
  )
  expect(await access().lasts(first?.link ?? '')).toBeNull()
  expect(await says('/supplier end-links North')).toBe('North has no links. Make one with /supplier link.')

  const second = await access().open(secretIn(textOf(await types('/supplier link North'))))
  const removal = card(await types('/supplier remove-room North "North’s door"'))
  expect(textOf(removal)).toContain('Links that lead there end.')
  await sam().presses(removal, 'Remove North’s door')
  await types('/supplier reach North door')
  expect(await access().lasts(second?.link ?? '')).toBeNull()

  const third = await access().open(secretIn(textOf(await types('/supplier link North'))))
  await sam().presses(card(await types('/supplier remove-contact North North')), 'Remove North')
  await types('/supplier reach North door')
  expect(await access().lasts(third?.link ?? '')).toBeNull()
  const [room] = await shop.database.db.select().from(rooms).where(eq(rooms.chat, 'door'))
  expect(room?.reached).toBe(true)
})
