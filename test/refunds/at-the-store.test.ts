import { describe, expect, test } from 'vitest'
import { cardIn, said } from '../stage/shop.ts'
import { factsOf, textOf } from '../stage/text-of.ts'
import { atShopify, inMemory, type RefundingStore } from './a-refunding-store.ts'

describe.each([
  ['a store in memory', inMemory],
  ['Shopify', atShopify],
] as const)('refunds at %s', (_, open: () => RefundingStore) => {
  const store = open()
  const money = (amount: string) => `${store.currency} ${amount}`
  const as = (name: string) => store.bot().as(name, 'support')
  const says = async (text: string) => said(await as('Sam').does(text))
  const opened = async (text: string) => {
    const answer = await says(text)
    await store.idle()
    return /^([CR]\d+)/.exec(answer)?.[1] ?? answer
  }
  const complaint = () => opened('/complaint open 1042 damaged the shade is cracked lines:LAMP')
  const anyReturn = () => opened('/return open 1042 damaged the shade is cracked lines:LAMP')
  const shown = (number: string) =>
    cardIn(store.chat(), 'support', `${number.startsWith('C') ? 'Complaint' : 'Return'} ${number} of 1042-A`)
  const press = async (number: string, label: string, name = 'Sam') => {
    const answer = await as(name).presses(shown(number), label)
    await store.idle()
    return answer
  }
  const asks = async (text: string) => {
    const answer = await says(text)
    await store.idle()
    return answer
  }
  /** As the queue does, until nothing is owed soon. */
  const later = async () => {
    for (let times = 0; times < 5; times++) {
      store.bot().wait(60_000)
      await store.idle()
    }
  }

  test('a complaint ends with what the store suggests, once, though its reply is lost; its report is the same refund', async () => {
    await store.place()
    const number = await complaint()
    expect(await asks(`/complaint resolve ${number} refund`)).toBe(
      `I am asking ${store.name} what it would refund for ${number}. The amount will be on its card: nothing is refunded until you press it.`,
    )
    expect(factsOf(shown(number))).toContain(
      `At the store: ${store.name} would refund ${money('44.50')}, of it ${money('7.10')} tax or ${money('49.40')}, of it ${money('7.10')} tax and ${money('4.90')} shipping. Nothing is refunded yet.`,
    )
    expect([store.refunded(), shown(number).presses.map(({ label }) => label)]).toEqual([
      [],
      expect.arrayContaining([`Refund ${money('44.50')}`, `Refund ${money('49.40')} with shipping`]),
    ])
    store.loseReply()
    const seen = shown(number)
    expect(textOf(await press(number, `Refund ${money('44.50')}`))).toBe(
      `${number} is resolved: refund of ${money('44.50')}. I am asking ${store.name} to refund ${money('44.50')}; the card of ${number} says when that is done.`,
    )
    expect(factsOf(shown(number))).toContain(`At the store: Refunding ${money('44.50')} at ${store.name}`)
    expect(said(await as('Ola').presses(seen, `Refund ${money('49.40')} with shipping`))).toContain(`already`)
    await later()
    expect(factsOf(shown(number))).toContain(`At the store: ${money('44.50')} refunded at ${store.name}, 20`)
    await store.report()
    expect(store.refunded()).toEqual([4_450])
    expect(await says(`/complaint open 1042 defective it is dark lines:BULB`)).toContain('C')
    expect(await says('/complaint resolve C2 refund amount:49.41')).toBe(
      `Only ${money('49.40')} of this order is left to refund, not ${money('49.41')}.`,
    )
    const story = textOf(await as('Sam').types(`/case show ${number}`))
    expect(story).toMatch(
      new RegExp(`Sam asked ${store.name} to refund ${money('44.50')}[\\s\\S]*had ${money('44.50')} refunded at`),
    )
  })

  test('a return is refunded in parts, and what is by hand is only recorded; its supplier is shown none of it', async () => {
    await store.place()
    const number = await anyReturn()
    await store.bot().as('Mei', 'lumen').types(`/return approve ${number} return-to:x credit:0`)
    await store.idle()
    expect(await says(`/return refund ${number} 93.91`)).toContain(`Only ${money('93.90')} of this order is left`)
    await asks(`/return refund ${number} 20`)
    expect(textOf(cardIn(store.chat(), 'lumen', `Return ${number} of 1042-A`))).not.toContain('20.00')
    const mei = store.bot().as('Mei', 'lumen')
    const stolen = await mei.presses(shown(number), `Refund ${money('20.00')}`)
    expect(said(stolen)).toContain('That button does not work here')
    expect(textOf(await as('Sam').types(`/refund pay ${number}`))).toContain(
      `${store.name} would refund ${money('20.00')}.`,
    )
    await press(number, `Refund ${money('20.00')}`)
    expect(factsOf(shown(number))).toContain(`Refund on record: ${money('20.00')} of ${money('44.50')}`)
    await store.report()
    expect(await says(`/return record-refund ${number} 4.50`)).toContain(
      `Waybill only records it: pay it back in the admin of ${store.name}.`,
    )
    await asks(`/return refund ${number}`)
    await press(number, `Refund ${money('20.00')}`)
    expect(store.refunded()).toEqual([2_000, 2_000])
    await store.report()
    expect(factsOf(shown(number))).toContain(`Refund on record: ${money('44.50')}, settled`)
    const second = await complaint()
    expect(await says(`/complaint resolve ${second} partial_refund amount:49.41`)).toContain(
      `Only ${money('49.40')} of this order is left`,
    )
  })

  test('an amount that was offered before the owner refunded by hand is not given back on top', async () => {
    await store.place()
    const number = await complaint()
    await asks(`/complaint resolve ${number} refund`)
    await store.byHand(4_450)
    expect(said(await press(number, `Refund ${money('44.50')}`))).toBe(
      `More of order 1042 was refunded since ${store.name} offered this. Ask for the amount again.`,
    )
    expect(await says(`/complaint resolve ${number} refund paid:yes`)).toContain(
      `${store.name} has paid it back already.`,
    )
  })

  test('staff read why the store does not refund, try again, or take it off the record', async () => {
    await store.place()
    const number = await complaint()
    await asks(`/complaint resolve ${number} partial_refund amount:5`)
    store.decline(true)
    await press(number, `Refund ${money('5.00')}`)
    await later()
    const failed = cardIn(store.chat(), 'alerts', `${number}: not refunded at ${store.name}`)
    expect(failed.summary).toMatch(/hasn’t refunded .* 5\.00 for .*\. .*The payment is disputed\.$/)
    store.decline(false)
    await store.bot().as('Sam', 'alerts').presses(failed, 'Try again')
    await store.idle()
    expect(store.refunded()).toEqual([500])
    expect(cardIn(store.chat(), 'alerts', `${number}: refunded at ${store.name}`).tone).toBe('over')

    const other = await complaint()
    await asks(`/complaint resolve ${other} partial_refund amount:6`)
    store.decline(true)
    await press(other, `Refund ${money('6.00')}`)
    await later()
    const again = cardIn(store.chat(), 'alerts', `${other}: not refunded at ${store.name}`)
    await store.bot().as('Sam', 'alerts').presses(again, 'Don’t refund it')
    store.decline(false)
    await later()
    expect(store.refunded()).toEqual([500])
    expect(factsOf(shown(other))).not.toContain('6.00')
    expect(cardIn(store.chat(), 'alerts', `${other}: no refund at ${store.name}`).tone).toBe('over')
  })
})
