import { describe, expect, test } from 'vitest'
import { incoming } from '../stage/incoming.ts'
import { aSlackShop } from '../stage/slack/a-slack-shop.ts'
import { MODES } from '../stage/slack/slack-bot.ts'

describe.each(MODES)('over %s', mode => {
  const shop = aSlackShop({ mode })

  test('an order is forwarded, acknowledged and shipped in two parcels, and both rooms follow', async () => {
    const { sam, mei, rooms } = shop
    await shop.ask('order.receive', incoming('1042', [{ sku: 'LAMP' }, { sku: 'BULB', quantity: 2 }]))
    await sam.types(rooms.orders, '/order forward #1042')
    expect(await sam.reads(rooms.orders, /1042-A went to Lumen/)).toMatchObject({ ephemeral: true })
    await shop.bot.settles()
    const card = () => mei.reads(rooms.lumen, /Purchase order 1042-A/)
    await mei.presses(await card(), 'Acknowledge')
    await mei.reads(rooms.lumen, /1042-A is acknowledged/)
    await shop.bot.settles()
    await mei.presses(await card(), 'Add tracking')
    await mei.seesModal(/Add tracking/)
    await mei.submits({ 'Tracking number': '1Z 999 AA1 01 2345 6784', 'What is inside': 'LAMP, BULB x1' })
    expect(mei.modal).toBeNull()
    expect(await mei.reads(rooms.lumen, /1 piece of 1042-A is still to ship/)).toMatchObject({ ephemeral: true })
    await shop.bot.settles()
    await sam.reads(rooms.orders, /Partly shipped/)
    mei.says(rooms.lumen, '@waybill tracking add 1042-A RB123456785CN', { thread: await card() })
    expect(await mei.reads(rooms.lumen, /All of 1042-A is in parcels/)).toMatchObject({ ephemeral: true })
    await shop.bot.settles()
    await sam.reads(rooms.orders, /UPS 1Z999AA10123456784/)
    expect((await card()).text).toContain('On track')
    await sam.types(rooms.orders, '/order show 1042')
    await sam.reads(
      rooms.orders,
      /sam forwarded[\s\S]*mei acknowledged[\s\S]*mei added tracking UPS[\s\S]*mei added tracking/,
    )
    shop.allWell()
  })

  test('a supplier asks about a purchase order, staff answer, and the answer is in the thread of its question', async () => {
    const { sam, mei, rooms } = shop
    await shop.forwarded('1042', 'LAMP')
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1042-A/), 'Ship-to')
    await mei.presses(await mei.seesModal(/Ship-to/), 'Ask the shop')
    await mei.seesModal(/Ask a question/)
    await mei.submits({ Question: 'Is the blue one meant?' })
    await shop.bot.settles()
    await sam.presses(await sam.reads(rooms.orders, /mei of Lumen asks about 1042-A/i), 'Answer')
    await sam.seesModal(/Answer a question/)
    await sam.submits({ Answer: 'Yes, blue.' })
    await shop.bot.settles()
    await mei.reads(rooms.lumen, /answered by sam[\s\S]*Yes, blue\./)
    shop.allWell()
  })

  test('a row of a list is opened by choosing it', async () => {
    const { sam, rooms } = shop
    await shop.received('1042', 'LAMP')
    await shop.received('1043', 'LAMP')
    await sam.types(rooms.orders, '/order list')
    const list = await sam.reads(rooms.orders, /2 open orders/)
    await sam.selects(list, ({ type }) => type === 'static_select', '1042')
    expect(await sam.reads(rooms.orders, /Order 1042 of[\s\S]*took it in/)).toMatchObject({ ephemeral: true })
    shop.allWell()
  })

  test('a declined order is forwarded to another supplier from the notice', async () => {
    const { sam, mei, lucia, rooms } = shop
    await shop.received('1043', 'LAMP')
    await sam.types(rooms.orders, '/order forward 1043')
    await shop.bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1043-A/), 'Decline')
    const form = await mei.seesModal(/Decline/)
    expect(form.submit).toBe('Decline')
    await mei.submits({ Reason: 'Inventory out of stock', Note: 'back in June' })
    await shop.bot.settles()
    await sam.presses(await sam.reads(rooms.alerts, /1043-A was declined/), 'Forward to…')
    await sam.seesModal(/Forward an order/)
    await sam.submits({ Supplier: 'Casa' })
    await sam.reads(rooms.alerts, /1043-B went to Casa/)
    await shop.bot.settles()
    await lucia.reads(rooms.casa, /Purchase order 1043-B/)
    expect(lucia.sees(rooms.casa).some(seen => seen.text.includes('June'))).toBe(false)
    expect(mei.sees(rooms.lumen).every(seen => seen.buttons.length === 0)).toBe(true)
    shop.allWell()
  })

  test('an order of two suppliers goes to both, and neither sees the other', async () => {
    const { sam, mei, lucia, rooms } = shop
    await shop.received('1044', 'LAMP', 'BOWL')
    await sam.presses(await sam.reads(rooms.orders, /Order 1044/), 'Forward')
    await shop.bot.settles()
    const lamp = await mei.reads(rooms.lumen, /Purchase order 1044-/)
    const bowl = await lucia.reads(rooms.casa, /Purchase order 1044-/)
    expect(lamp.text).toContain('LAMP')
    expect(lamp.text).not.toMatch(/BOWL|Casa/)
    expect(bowl.text).not.toMatch(/LAMP|Lumen/)
    for (const seen of [lamp, bowl]) expect(seen.text).not.toMatch(/Zoë|Västra|zoe@example|711 00 00/)
    shop.allWell()
  })

  test('a stranger is told privately, and staff add them with one press', async () => {
    const { sam, ola, mei, rooms } = shop
    await shop.received('1045', 'LAMP')
    await sam.types(rooms.orders, '/order forward 1045')
    await shop.bot.settles()
    const card = () => ola.reads(rooms.lumen, /Purchase order 1045-A/)
    await ola.presses(await card(), 'Acknowledge')
    expect(await ola.reads(rooms.lumen, /asked to add you/)).toMatchObject({ ephemeral: true })
    expect(mei.sees(rooms.lumen).some(seen => /asked to add/.test(seen.text))).toBe(false)
    await shop.bot.settles()
    await sam.presses(await sam.reads(rooms.alerts, /ola wants to act for Lumen/), 'Add ola')
    await sam.reads(rooms.alerts, /ola may act for Lumen now/)
    await ola.presses(await card(), 'Acknowledge')
    await ola.reads(rooms.lumen, /1045-A is acknowledged/)
    shop.allWell()
  })

  test('of two who press at once one wins, and the other is told who', async () => {
    const { sam, mei, chen, rooms } = shop
    await shop.received('1046', 'LAMP')
    await sam.types(rooms.orders, '/order forward 1046')
    await shop.bot.settles()
    const card = await mei.reads(rooms.lumen, /Purchase order 1046-A/)
    await Promise.all([mei.presses(card, 'Acknowledge'), chen.presses(card, 'Acknowledge')])
    await shop.bot.settles()
    const answers = [mei, chen].map(one => one.sees(rooms.lumen).findLast(seen => seen.ephemeral)?.text ?? '')
    expect(answers.filter(text => /1046-A is acknowledged/.test(text))).toHaveLength(1)
    expect(answers.filter(text => /already/.test(text) && /mei|chen/.test(text))).toHaveLength(1)
    shop.allWell()
  })

  test('the address opens as a modal next to the room', async () => {
    const { sam, mei, rooms } = shop
    await shop.received('1047', 'LAMP')
    await sam.types(rooms.orders, '/order forward 1047')
    await shop.bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1047-A/), 'Acknowledge')
    await shop.bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1047-A/), 'Ship-to')
    expect((await mei.seesModal(/Ship-to of 1047-A/)).text).toContain('Västra Hamngatan 5')
    for (const one of [sam, mei]) expect(one.sees(rooms.lumen).some(seen => seen.text.includes('Västra'))).toBe(false)
    shop.allWell()
  })

  test('what is wrong with a form stands beside its field, and what was typed stays', async () => {
    const { sam, mei, rooms } = shop
    await shop.received('1048', 'LAMP')
    await sam.types(rooms.orders, '/order forward 1048')
    await shop.bot.settles()
    await mei.presses(await mei.reads(rooms.lumen, /Purchase order 1048-A/), 'Add tracking')
    await mei.seesModal(/Add tracking/)
    await mei.submits({ 'Tracking number': '1Z999AA10123456784', 'What is inside': 'CHAIR x3' })
    expect(mei.modal?.errors['What is inside']).toMatch(/CHAIR/)
    await mei.submits({ 'What is inside': '' })
    expect(mei.modal).toBeNull()
    await mei.reads(rooms.lumen, /All of 1048-A is in parcels/)
    shop.allWell()
  })
})
