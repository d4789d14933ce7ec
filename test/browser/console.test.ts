import { describe, expect, it } from 'vitest'
import type { Form } from '../../src/kernel/shapes/form.ts'
import { aCard } from '../stage/console/a-console.ts'
import { aVisit } from './a-visit.ts'

const NASTY = `"><img src=x onerror="window.hit=1"><script>window.hit=1</script><b onmouseover="window.hit=1">`
const form: Form = {
  token: 'w1.form',
  title: 'Add tracking to 1042-A',
  submit: 'Add',
  fields: [
    { name: 'number', label: 'Tracking number', kind: 'text', required: true, hint: 'As on the label.' },
    { name: 'note', label: 'Note', kind: 'long', required: false },
  ],
}

describe('commands, presses and forms in a browser', () => {
  const visit = aVisit()
  const { box, focused, open, post } = visit

  it('is used by keyboard alone: complete a command, send it, read the private answer, dismiss it', async () => {
    await open()
    visit.console.answer({ kind: 'said', text: 'Two orders wait.' })
    await visit.page.keyboard.press('/')
    const option = visit.page.getByRole('option', { name: '/order list' })
    await option.waitFor()
    await visit.page.keyboard.press('ArrowDown')
    expect(await option.getAttribute('aria-selected')).toBe('true')
    expect(await box().getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
    await visit.page.keyboard.press('Tab')
    expect(await box().inputValue()).toBe('/order list')
    await visit.page.keyboard.press('Escape')
    await visit.page.keyboard.press('Enter')
    const answer = visit.page.getByRole('region', { name: 'Private answer' })
    await answer.getByText('Two orders wait.').waitFor()
    expect(await box().inputValue()).toBe('')
    await visit.page.keyboard.press('ArrowUp')
    expect(await box().inputValue()).toBe('/order list')
    await answer.getByRole('button', { name: 'Dismiss' }).press('Enter')
    expect(await answer.count()).toBe(0)
  })

  it('opens a form, says what is wrong beside the field, keeps what was typed, and gives the focus back', async () => {
    await post('1', { presses: [{ label: 'Add tracking', token: 'w1.t' }] })
    await open()
    visit.console.answer({ kind: 'form', form }, { kind: 'errors', form, errors: { number: 'That is no number.' } })
    const button = visit.page.getByRole('button', { name: 'Add tracking: Order 1042' })
    await button.press('Enter')
    const number = visit.page.getByLabel('Tracking number')
    await number.waitFor()
    expect(await visit.page.locator(':focus').getAttribute('name')).toBe('value:number')
    await visit.page.keyboard.type('LX 1')
    await visit.page.keyboard.press('Enter')
    await visit.page.getByRole('alert').getByText('That is no number.').waitFor()
    expect(await number.inputValue()).toBe('LX 1')
    expect(await number.getAttribute('aria-invalid')).toBe('true')
    await visit.page.keyboard.press('Escape')
    expect(await visit.page.getByRole('dialog').count()).toBe(0)
    expect(await focused()).toBe('Add tracking')
  })

  it('shows the answer to a form below the card it came from, even when that card changed meanwhile', async () => {
    const ref = await post('1', { presses: [{ label: 'Add tracking', token: 'w1.t' }] })
    await open()
    visit.console.answer({ kind: 'form', form }, { kind: 'said', text: 'The parcel was added.' })
    await visit.page.getByRole('button', { name: 'Add tracking' }).click()
    await visit.page.getByLabel('Tracking number').fill('LX1')
    const changed = aCard({ title: 'Order 1042 moved', presses: [{ label: 'Add another', token: 'w1.u' }] })
    await visit.console.chat.edit(ref, { key: '1', channel: 'orders', thread: null, card: changed })
    await visit.page.getByText('Order 1042 moved').waitFor()
    await visit.page.getByRole('button', { name: 'Add', exact: true }).click()
    await visit.page.locator('.message .answers').getByText('The parcel was added.').waitFor()
    expect(await focused()).toBe('Add another')
  })

  it('works through a table by keyboard alone: choose all, act, open a row, and come back to it', async () => {
    await open('/as/ada/rooms/orders/work/orders')
    const { page } = visit
    const act = page.getByRole('button', { name: 'Forward the chosen' })
    expect(await act.isDisabled()).toBe(true)
    await page.getByLabel('Choose 1042').press('Space')
    await page.getByText('1 chosen').waitFor()
    await page.getByLabel('Choose all rows').press('Space')
    await page.getByText('3 chosen').waitFor()
    visit.console.answer({ kind: 'said', text: 'Three orders went out.' })
    await act.press('Enter')
    await page.getByText('Three orders went out.').waitFor()
    const { what } = visit.console.heard.findLast(({ how }) => how === 'asked') ?? {}
    expect(what).toMatchObject({ command: 'order.forward', input: { order: expect.stringMatching(/^(\S+ ){2}\S+$/) } })
    visit.console.answer({ kind: 'shown', card: aCard({ title: 'Order 1041 in full' }) })
    await page.getByRole('link', { name: '1041' }).press('Enter')
    await page.getByText('Order 1041 in full').waitFor()
    expect(await page.getByText('Three orders went out.').count()).toBe(0)
    await page.getByRole('button', { name: 'Dismiss' }).press('Enter')
    await expect.poll(focused).toBe('1041')
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.locator('html').evaluate(seen => seen.scrollWidth)).toBe(390)
    expect(await page.locator('#scroll').evaluate(seen => seen.scrollWidth)).toBe(390)
  })

  it('takes a double click as one press', async () => {
    await post('1', { presses: [{ label: 'Forward', token: 'w1.f', style: 'primary' }] })
    await open()
    await visit.page.getByRole('button', { name: 'Forward' }).dblclick()
    await visit.page.getByText('heard pressed').waitFor()
    await visit.page.waitForTimeout(200)
    expect(visit.console.heard.filter(({ how }) => how === 'pressed')).toHaveLength(1)
  })

  it('says that nothing was heard and tries again under the same key, so that it is done once', async () => {
    await open()
    let keys: (string | undefined)[] = []
    await visit.page.route('**/typed', async route => {
      keys = [...keys, route.request().headers()['waybill-once']]
      return keys.length === 1 ? route.abort() : route.continue()
    })
    await box().fill('/order forward 1042')
    await visit.page.getByRole('button', { name: 'Send' }).click()
    await visit.page.getByRole('alert').getByText('Waybill did not answer').waitFor()
    expect(await box().inputValue()).toBe('/order forward 1042')
    await visit.page.getByRole('button', { name: 'Try again' }).click()
    await visit.page.getByText('heard typed').waitFor()
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[1]).toBe(keys[0])
    await box().fill('/order forward 1042')
    await visit.page.keyboard.press('Escape')
    await visit.page.keyboard.press('Enter')
    await expect.poll(() => keys.length).toBe(3)
    expect(keys[2]).not.toBe(keys[0])
  })

  it('runs nothing that came in with an order, in cards, forms, answers and completions', async () => {
    const card = {
      title: NASTY,
      summary: NASTY,
      facts: [{ label: NASTY, value: NASTY }],
      lines: [{ text: NASTY, image: NASTY }],
      body: NASTY,
    }
    await post('1', { ...card, presses: [{ label: NASTY, token: 'w1.x' }], context: NASTY })
    await open()
    await post('2', card)
    await expect.poll(() => visit.page.locator('.message').count()).toBe(2)
    const evil = {
      ...form,
      title: NASTY,
      fields: [{ name: 'x', label: NASTY, kind: 'long' as const, required: true, value: `</textarea>${NASTY}` }],
    }
    visit.console.answer({ kind: 'shown', card: aCard(card) }, { kind: 'form', form: evil })
    await visit.page.locator('.presses button').first().click()
    await visit.page.getByText('Only you see this').waitFor()
    await box().fill('/form')
    await visit.page.getByRole('button', { name: 'Send' }).click()
    await visit.page.getByRole('dialog').waitFor()
    expect(await visit.page.locator('main img, dialog img, main b, main script').count()).toBe(0)
    expect(await visit.page.evaluate('"hit" in window')).toBe(false)
  })
})
