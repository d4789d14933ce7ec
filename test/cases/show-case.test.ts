import { describe, expect, test } from 'vitest'
import { drawCard as onDiscord } from '../../src/integrations/discord/draw/card.ts'
import { drawCard as onSlack } from '../../src/integrations/slack/draw/card.ts'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { NASTY } from '../chats/nasty.ts'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn, said } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'support')
const mei = () => shop.bot.as('Mei', 'lumen')
const CHATS: Readonly<Record<string, (card: Drawn) => unknown>> = { slack: onSlack, discord: onDiscord }
const drawn = (chat: string, shown: Drawn) => stringsIn(CHATS[chat]?.(shown))

async function complaint(): Promise<string> {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const number = /C\d+/.exec(said(await sam().types('/complaint open 1042 other cracked')))?.[0]
  if (!number) throw new Error('no complaint was opened')
  return number
}

describe.each(Object.keys(CHATS))('a long story on %s', chat => {
  test('ends with what was done last, and says how much went before', async () => {
    const number = await complaint()
    for (let note = 0; note < 60; note++)
      await sam().types(`/case note ${number} note number ${note} with some words that one writes in a note`)
    for (const line of [`/case show ${number}`, '/order show 1042']) {
      const text = drawn(chat, card(await sam().types(line)))
      expect(text, line).toContain('note number 59 with some words that one writes in a note')
      expect(text, line).not.toContain('note number 0 ')
      expect(text, line).toMatch(/\d\d earlier entries are left out here/)
    }
    const story = drawn(chat, card(await sam().types(`/case show ${number}`)))
    const left = Number(/(\d+) earlier entries are left out here: \/case transcript C\d+ has all\./.exec(story)?.[1])
    expect(left + (story.match(/note number \d+/g)?.length ?? 0)).toBeGreaterThanOrEqual(60)
  })

  test('shows at least how the longest notes begin, and what was done before and after them', async () => {
    const number = await complaint()
    await sam().types(`/case note ${number} a short one`)
    await sam().types(`/case note ${number} first words: ${NASTY.join(' ').slice(0, 2_000)}`)
    await sam().types(`/case note ${number} last words: ${'x'.repeat(9_000)}`)
    const shown = drawn(chat, card(await sam().types(`/case show ${number}`)))
    for (const words of ['a short one', 'first words: ', 'last words: xxxx']) expect(shown).toContain(words)
    await sam().types(`/case note ${number} the end`)
    expect(drawn(chat, card(await sam().types(`/case show ${number}`)))).toContain('the end')
  })

  test('what is left to do of a return, and its money, stand before a long address', async () => {
    await shop.forwarded('1042', [{ sku: 'LAMP' }])
    await mei().types('/tracking add 1042-A 1Z999AA10123456784')
    const number = /R\d+/.exec(said(await sam().types('/return open 1042 unwanted nope')))?.[0]
    const [address, instructions] = ['88 Keji Road South, ', 'Write the number on two sides, '].map(one =>
      one.repeat(15),
    )
    const more = `returnTo:"${address}" credit:"44.50 EUR" instructions:"${instructions}"`
    await mei().types(`/return approve ${number} ${more}`)
    await mei().does(`/return inspect ${number}`)
    await shop.bot.pump.idle()
    const text = drawn(chat, cardIn(shop.chat, 'support', `Return ${number} of 1042-A`))
    for (const label of ['Before it can close', 'Refund', 'Supplier credit', 'Found']) expect(text).toContain(label)
    expect(drawn(chat, cardIn(shop.chat, 'lumen', `Return ${number} of 1042-A`))).toContain('Supplier credit')
  })
})
