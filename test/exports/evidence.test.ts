import { expect, test } from 'vitest'
import { aComplaint, readPapers, UPS } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { accepts } from '../stage/accepts.ts'
import { card, said } from '../stage/shop.ts'
import { stringsIn } from '../stage/strings-in.ts'

const shop = aShop()
const sam = () => shop.bot.as('Sam', 'support')
/** The list of a case, and what staff are answered once they make the pack of it. */
const listed = async (number: string) => card(await sam().types(`/case evidence ${number}`))
const made = async (number: string, leaveOut?: string) => {
  const list = await listed(number)
  if (leaveOut === undefined) return card(await sam().presses(list, 'Make the pack'))
  const form = await sam().presses(list, 'Leave entries out')
  return card(await sam().submits(form, { leaveOut }))
}
const pack = async (number: string, leaveOut?: string) => {
  const [page, json, ...files] = await readPapers(shop, await made(number, leaveOut))
  return { page: page?.text ?? '', json: JSON.parse(json?.text ?? '{}'), files: files.map(({ name }) => name) }
}

test('an evidence pack names carrier, date, number and words in the fields that Stripe and PayPal ask for', async () => {
  const number = await aComplaint(shop)
  await shop.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment: UPS })
  const { json, files } = await pack(number)
  const today = shop.bot.now().toISOString().slice(0, 10)
  expect(json.stripe.evidence).toEqual({
    product_description: '2 × Thing LAMP, EUR 44.50 each',
    shipping_carrier: 'UPS',
    shipping_date: today,
    shipping_tracking_number: UPS,
    uncategorized_text: expect.stringContaining('The customer said: The shade <b>is</b> cracked.'),
  })
  const [evidence] = json.paypal.evidences
  expect(evidence.evidence_type).toBe('PROOF_OF_FULFILLMENT')
  expect(evidence.evidence_info.tracking_info).toEqual([
    {
      carrier_name: 'OTHER',
      carrier_name_other: 'UPS',
      tracking_number: UPS,
      tracking_url: expect.stringContaining(UPS),
    },
  ])
  expect(files).toEqual(['crack.png'])
})

test('every section that a field is to be uploaded from is in the page', async () => {
  const { page, json } = await pack(await aComplaint(shop))
  for (const title of Object.values(json.stripe.upload)) expect(page).toContain(`<h2>${title}</h2>`)
})

test('what shop and supplier agreed to is no policy towards a customer, and none is made up', async () => {
  await shop.ask('supplier.terms', {
    supplier: 'Lumen',
    claim: '30 days',
    evidence: 'photo of the damage',
    returnTo: 'Dock 4, Ningbo',
  })
  await shop.bot.pump.idle()
  const terms = shop.chat.messages.find(
    one => one.channel === 'lumen' && one.card.presses.some(p => p.label === 'Accept'),
  )
  if (!terms) throw new Error('no terms were proposed to Lumen')
  await accepts(shop.bot.as('Mei', 'lumen'), terms.card)
  const { page, json } = await pack(await aComplaint(shop))
  expect(page + stringsIn(json)).not.toMatch(/30 days|Dock 4|Ningbo/)
  for (const field of [
    'refund_policy',
    'refund_policy_disclosure',
    'refund_refusal_explanation',
    'service_date',
    'customer_name',
  ])
    expect(Object.keys(json.stripe.evidence), field).not.toContain(field)
})

test('what is missing is said in words before anything else, and what to do about it', async () => {
  const number = await aComplaint(shop)
  const { page, json } = await pack(number)
  const answer = await made(number)
  const body = String(answer.body)
  for (const words of [
    `/tracking scanned 1042-A ${UPS}`,
    'refund_policy',
    'Proof of delivery',
    'press Ship-to on 1042-A',
  ]) {
    expect(body, words).toContain(words)
    expect(stringsIn(json.missing), words).toContain(words)
  }
  expect(page.indexOf('To add before you send it')).toBeLessThan(page.indexOf('Shipping documentation</h2>'))
  expect(page).toMatch(/class="lacks screen"/)
  await shop.ask('tracking.scanned', { purchaseOrder: '1042-A', shipment: UPS })
  expect(String((await made(number)).body)).not.toContain('first scan')
})

test('staff’s own words and what the supplier pays the shop are in no evidence', async () => {
  const number = await aComplaint(shop)
  await sam().types(`/complaint resolve ${number} partial_refund amount:10 note:"we knew the lamp was old"`)
  await shop.bot.pump.idle()
  const { page, json } = await pack(number)
  for (const text of [page, stringsIn(json)])
    expect(text).not.toMatch(/friend of the owner|USD|we knew the lamp|Lindqvist|411 17/)
  expect(page).toContain('ships on Monday')
  expect(stringsIn(json.missing)).toContain('refund_ids')
})

test('where nothing was shipped it says so, and proves nothing', async () => {
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const opened = await shop.ask('complaint.open', { order: '1042', reason: 'not_received', happened: 'Where is it?' })
  await shop.bot.pump.idle()
  const { page, json } = await pack(/C\d+/.exec(opened.text)?.[0] ?? '')
  expect(json.stripe.evidence.shipping_carrier).toBeUndefined()
  expect(json.stripe.evidence.shipping_date).toBeUndefined()
  expect(json.paypal.evidences).toMatchObject([{ evidence_type: 'OTHER' }])
  expect(json.missing[0]).toBe('Proof of shipping: no parcel has a tracking number.')
  expect(page).toContain('Nothing of 1042-A has a tracking number.')
})

test('what replaced the goods is evidence too', async () => {
  const number = await aComplaint(shop)
  await sam().types(`/complaint resolve ${number} replacement`)
  await shop.bot.pump.idle()
  await shop.bot.as('Mei', 'lumen').types('/tracking add 1042-B RX123456785CN')
  const { json, page } = await pack(number)
  expect(json.stripe.evidence.shipping_tracking_number).toBe(`${UPS}, RX123456785CN`)
  expect(page).toMatch(/Replaced by 1042-B, sent \d{4}-\d\d-\d\d: 2 × Thing LAMP/)
})

test('each product has its price, and each refund its day', async () => {
  const number = await aComplaint(shop)
  await sam().types(`/complaint resolve ${number} partial_refund amount:10`)
  await shop.bot.pump.idle()
  const { page, json } = await pack(number)
  const today = shop.bot.now().toISOString().slice(0, 10)
  expect(page).toMatch(/2 × Thing LAMP<\/td><td>EUR 44\.50 each<\/td><td>EUR [\d.]+ for 2</)
  expect(page).toMatch(new RegExp(`${today} \\d\\d:\\d\\d UTC.*EUR 10\\.00`, 's'))
  expect(json.stripe.evidence.uncategorized_text).toContain(`Refunded ${today}: EUR 10.00.`)
})

test('staff leave out what a bank should not read before the pack is made, with the file that came with it', async () => {
  const number = await aComplaint(shop)
  const lines = String((await listed(number)).body).split('\n')
  const numbered = (words: string) => lines.find(line => line.includes(words))?.split('.')[0] ?? ''
  const leaveOut = `${numbered('ships on Monday')}, ${numbered('attached crack.png')}`
  const { page, json, files } = await pack(number, leaveOut)
  expect(page + stringsIn(json)).not.toMatch(/ships on Monday|crack\.png/)
  expect(files).toEqual([])
  expect(page).toContain('we send a new one')
  expect((await made(number, leaveOut)).summary).toContain('You left out 2 entries.')
})

test('an entry that is not there is asked for again, and what came after the list was read is in no pack', async () => {
  const number = await aComplaint(shop)
  const list = await listed(number)
  const form = await sam().presses(list, 'Leave entries out')
  const most = String(list.body).split('\n').length
  expect(said(await sam().submits(form, { leaveOut: `${most + 1}` }))).toContain(`entries from 1 to ${most}`)
  await shop.bot.as('Mei', 'lumen').types(`/complaint answer ${number} it never left the shelf`)
  const [page] = await readPapers(shop, card(await sam().presses(list, 'Make the pack')))
  expect(page?.text).not.toContain('it never left the shelf')
})
