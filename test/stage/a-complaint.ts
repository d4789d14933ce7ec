import { keepFile } from '../../src/kernel/ground/keep-file.ts'
import { loadFile } from '../../src/kernel/ground/load-file.ts'
import type { Card } from '../../src/kernel/shapes/card.ts'
import type { Shop } from './a-shop.ts'
import { card, cardIn } from './shop.ts'

export const UPS = '1Z999AA10123456784'
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Order 1042, shipped by Lumen, with a complaint of a photo that Mei answered, and words on both sides. Its number. */
export async function aComplaint(shop: Shop, words: { theirs?: string; note?: string } = {}): Promise<string> {
  const { theirs = 'It ships on Monday', note = 'a friend of the owner' } = words
  const sam = shop.bot.as('Sam', 'support')
  const mei = shop.bot.as('Mei', 'lumen')
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  await mei.types(`/tracking add 1042-A ${UPS}`)
  const photo = await keepFile(shop.database.db, { name: 'crack.png', bytes: PNG }, shop.bot.now())
  const opened = await shop.ask('complaint.open', {
    order: '1042',
    reason: 'damaged',
    happened: 'The shade <b>is</b> cracked.',
    files: [photo],
  })
  const number = /C\d+/.exec(opened.text)?.[0] ?? ''
  await shop.bot.pump.idle()
  await mei.types(`/complaint answer ${number} we send a new one credit:"9 USD"`)
  await sam.types(`/case note ${number} ${note}`)
  await shop.bot.pump.idle()
  const form = await mei.presses(cardIn(shop.chat, 'lumen', `Complaint ${number} of 1042-A`), 'Reply to the shop')
  await mei.submits(form, { text: theirs })
  await shop.bot.pump.idle()
  return number
}

/** The files that Sam is answered with, as text; where a list of what goes into them comes first, once he says yes. */
export async function papersOf(shop: Shop, line: string): Promise<readonly { name: string; text: string }[]> {
  const sam = shop.bot.as('Sam', 'support')
  const first = card(await sam.types(line))
  const yes = first.presses.find(({ label }) => label === 'Make the pack')
  return readPapers(shop, yes ? card(await sam.presses(first, yes.label)) : first)
}

/** The files of a card, as text. */
export async function readPapers(
  shop: Shop,
  { files = [] }: Pick<Card, 'files'>,
): Promise<readonly { name: string; text: string }[]> {
  const kept = await Promise.all(files.map(({ file }) => loadFile(shop.database.db, file)))
  return kept.flatMap(file => (file ? [{ name: file.name, text: Buffer.from(file.bytes).toString() }] : []))
}
