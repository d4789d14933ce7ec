import { expect, test } from 'vitest'
import { aShop } from '../stage/a-shop.ts'
import { card, cardIn } from '../stage/shop.ts'
import { phraseText } from '../stage/text-of.ts'

const shop = aShop()
const PHOTO = 'https://cdn.example/uploads/5f2b7c9e-4a1d-4a53-9c55-0d6b7a1e2f3c/family.png'
const ENGRAVING = `Engraving: ${'For Anna, who never forgot. '.repeat(12)}Love, Tom`

test('a long engraving and its photo’s link reach whoever makes the piece, whole, and the SKU is never cut away', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', options: `${ENGRAVING} · Photo: ${PHOTO}` }])
  const po = cardIn(shop.chat, 'lumen', 'Purchase order 1042-A')
  const detail = phraseText(po.lines?.[0]?.detail)
  expect(detail).toMatch(/^LAMP · Engraving: For Anna.*… \(in full: Ship-to\)$/)
  expect(detail.length).toBeLessThan(200)
  const shipTo = card(await shop.bot.as('Mei', 'lumen').presses(po, 'Ship-to'))
  expect(shipTo.body).toContain(ENGRAVING)
  expect(shipTo.body).toContain(PHOTO)
  const shown = card(await shop.bot.as('Mei', 'lumen').types('/po show 1042-A'))
  expect(shown.body).toContain(PHOTO)
  const order = card(await shop.bot.as('Sam', 'orders').types('/order show 1042'))
  expect([order.body].flat().join('')).toContain(`${ENGRAVING} · Photo: ${PHOTO}`)
})

test('half of a photo’s link is never shown', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP', options: `${'x'.repeat(80)} ${PHOTO}` }])
  const detail = phraseText(cardIn(shop.chat, 'lumen', 'Purchase order 1042-A').lines?.[0]?.detail)
  expect(detail).not.toContain('https:')
})
