import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Drawn } from '../../src/kernel/chat.ts'
import type { Form } from '../../src/kernel/form.ts'
import { aCard, aConsole, type TestedConsole } from '../console/a-console.ts'
import { openBrowser } from './chromium.ts'

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

describe('the console in a browser', () => {
  let browser: Browser
  let console: TestedConsole
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    console = await aConsole()
    complaints = []
    page = await newPage()
  })
  afterEach(async () => {
    await page.context().close()
    await console.end()
    expect(complaints).toEqual([])
  })

  async function newPage(size = { width: 1280, height: 800 }): Promise<Page> {
    const fresh = await (await browser.newContext({ viewport: size })).newPage()
    fresh.setDefaultTimeout(10_000)
    fresh.on('pageerror', error => complaints.push(error.message))
    fresh.on(
      'console',
      message => message.text().includes('Content Security Policy') && complaints.push(message.text()),
    )
    return fresh
  }
  const open = (path = '/as/ada/rooms/orders') => page.goto(console.address + path)
  const post = (key: string, card: Partial<Drawn> = {}, thread: string | null = null, channel = 'orders') =>
    console.chat.post({ key, channel, thread, card: aCard(card) })
  const box = () => page.getByRole('combobox')
  const focused = () => page.locator(':focus').innerText()

  it('is used by keyboard alone: complete a command, send it, read the private answer, dismiss it', async () => {
    await open()
    console.answer({ kind: 'said', text: 'Two orders wait.' })
    await page.keyboard.press('/')
    const option = page.getByRole('option', { name: '/order list' })
    await option.waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await option.getAttribute('aria-selected')).toBe('true')
    expect(await box().getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
    await page.keyboard.press('Tab')
    expect(await box().inputValue()).toBe('/order list')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    const answer = page.getByRole('region', { name: 'Private answer' })
    await answer.getByText('Two orders wait.').waitFor()
    expect(await box().inputValue()).toBe('')
    await page.keyboard.press('ArrowUp')
    expect(await box().inputValue()).toBe('/order list')
    await answer.getByRole('button', { name: 'Dismiss' }).press('Enter')
    expect(await answer.count()).toBe(0)
  })

  it('opens a form, says what is wrong beside the field, keeps what was typed, and gives the focus back', async () => {
    await post('1', { presses: [{ label: 'Add tracking', token: 'w1.t' }] })
    await open()
    console.answer({ kind: 'form', form }, { kind: 'errors', form, errors: { number: 'That is no number.' } })
    const button = page.getByRole('button', { name: 'Add tracking: Order 1042' })
    await button.press('Enter')
    const number = page.getByLabel('Tracking number')
    await number.waitFor()
    expect(await page.locator(':focus').getAttribute('name')).toBe('value:number')
    await page.keyboard.type('LX 1')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('That is no number.').waitFor()
    expect(await number.inputValue()).toBe('LX 1')
    expect(await number.getAttribute('aria-invalid')).toBe('true')
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await focused()).toBe('Add tracking')
  })

  it('shows the answer to a form below the card it came from, even when that card changed meanwhile', async () => {
    const ref = await post('1', { presses: [{ label: 'Add tracking', token: 'w1.t' }] })
    await open()
    console.answer({ kind: 'form', form }, { kind: 'said', text: 'The parcel was added.' })
    await page.getByRole('button', { name: 'Add tracking' }).click()
    await page.getByLabel('Tracking number').fill('LX1')
    const changed = aCard({ title: 'Order 1042 moved', presses: [{ label: 'Add another', token: 'w1.u' }] })
    await console.chat.edit(ref, { key: '1', channel: 'orders', thread: null, card: changed })
    await page.getByText('Order 1042 moved').waitFor()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.locator('.message .answers').getByText('The parcel was added.').waitFor()
    expect(await focused()).toBe('Add another')
  })

  it('shows new and changed cards as they happen, in two windows at once', async () => {
    await open()
    await page.getByText('Nothing here yet').waitFor()
    const other = await newPage()
    await other.goto(`${console.address}/as/ada/rooms/alerts`)
    const ref = await post('1', { title: 'Order 7' })
    await page.getByText('Order 7').waitFor()
    expect(await page.getByText('Nothing here yet').count()).toBe(0)
    await other.locator('[data-room=orders].unread').waitFor()
    expect(await other.title()).toMatch(/^\(1\)/)
    await console.chat.edit(ref, {
      key: '1',
      channel: 'orders',
      thread: null,
      card: aCard({ title: 'Order 7 went out' }),
    })
    await page.getByText('Order 7 went out').waitFor()
    expect(await page.locator('.message').count()).toBe(1)
    await other.context().close()
  })

  it('says that the connection is gone, comes back by itself and has missed nothing', async () => {
    const root = await post('0', { title: 'Root' })
    await open(`/as/ada/rooms/orders?thread=${root}`)
    await page.waitForTimeout(300)
    await page.context().setOffline(true)
    await page.evaluate('dispatchEvent(new Event("online"))')
    await page.getByText('Reconnecting…').waitFor()
    await post('1', { title: 'While away' })
    await post('2', { title: 'A reply while away' }, root)
    await page.context().setOffline(false)
    await page.getByText('While away', { exact: true }).waitFor()
    await page.getByRole('complementary').getByText('A reply while away').waitFor()
    await page.getByText('1 reply').first().waitFor()
    await expect.poll(() => page.getByText('Reconnecting…').count()).toBe(0)
  })

  it('takes a double click as one press', async () => {
    await post('1', { presses: [{ label: 'Forward', token: 'w1.f', style: 'primary' }] })
    await open()
    await page.getByRole('button', { name: 'Forward' }).dblclick()
    await page.getByText('heard pressed').waitFor()
    await page.waitForTimeout(200)
    expect(console.heard.filter(({ how }) => how === 'pressed')).toHaveLength(1)
  })

  it('says that nothing was heard and tries again under the same key, so that it is done once', async () => {
    await open()
    let keys: (string | undefined)[] = []
    await page.route('**/typed', async route => {
      keys = [...keys, route.request().headers()['waybill-once']]
      return keys.length === 1 ? route.abort() : route.continue()
    })
    await box().fill('/order forward 1042')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('alert').getByText('Waybill did not answer').waitFor()
    expect(await box().inputValue()).toBe('/order forward 1042')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('heard typed').waitFor()
    expect(keys).toHaveLength(2)
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(keys[1]).toBe(keys[0])
    await box().fill('/order forward 1042')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await expect.poll(() => keys.length).toBe(3)
    expect(keys[2]).not.toBe(keys[0])
  })

  it('opens a thread beside the room, keeps it over a reload, and Escape gives the focus back', async () => {
    const root = await post('1', { title: 'Root' })
    await post('2', { title: 'First reply' }, root)
    await open()
    await page.getByRole('link', { name: '1 reply' }).press('Enter')
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByText('First reply').waitFor()
    await page.waitForURL(`**?thread=${root}`)
    await page.reload()
    await thread.getByText('First reply').waitFor()
    await post('3', { title: 'Second reply' }, root)
    await thread.getByText('Second reply').waitFor()
    await page.keyboard.press('Escape')
    expect(await thread.count()).toBe(0)
    expect(await focused()).toBe('2 replies')
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
    await expect.poll(() => page.locator('.message').count()).toBe(2)
    const evil = {
      ...form,
      title: NASTY,
      fields: [{ name: 'x', label: NASTY, kind: 'long' as const, required: true, value: `</textarea>${NASTY}` }],
    }
    console.answer({ kind: 'shown', card: aCard(card) }, { kind: 'form', form: evil })
    await page.locator('.presses button').first().click()
    await page.getByText('Only you see this').waitFor()
    await box().fill('/form')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await page.locator('main img, dialog img, main b, main script').count()).toBe(0)
    expect(await page.evaluate('"hit" in window')).toBe(false)
  })

  it('stays where one reads when something new comes, and leads to it', async () => {
    for (let i = 0; i < 60; i++) await post(`${i}`, { title: `Number ${i}.` })
    await open()
    await page.getByRole('button', { name: 'Earlier messages' }).press('Enter')
    await page.getByText('Number 0.').scrollIntoViewIfNeeded()
    await post('new', { title: 'The newest' })
    const newer = page.getByRole('button', { name: 'New messages' })
    await newer.waitFor()
    expect(await page.getByText('Number 0.').isVisible()).toBe(true)
    await newer.click()
    await expect.poll(() => page.locator('#scroll').evaluate(seen => seen.scrollTop)).toBe(0)
  })

  it('fits a phone: no sideways scrolling, rooms in a drawer, the thread over all', async () => {
    const root = await post('1', {
      title: 'W'.repeat(200),
      summary: 'x'.repeat(400),
      facts: [{ label: 'y'.repeat(80), value: 'z'.repeat(300) }],
    })
    await post('2', {}, root)
    await page.context().close()
    page = await newPage({ width: 390, height: 844 })
    await open()
    const widths = () =>
      Promise.all(['html', '#scroll'].map(place => page.locator(place).evaluate(seen => seen.scrollWidth)))
    expect(await widths()).toEqual([390, 390])
    expect(await page.getByRole('link', { name: 'alerts' }).isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Rooms and people' }).click()
    await page.getByRole('link', { name: 'alerts' }).click()
    await page.getByRole('heading', { name: 'alerts' }).waitFor()
    await open()
    await page.getByRole('link', { name: '1 reply' }).click()
    await expect.poll(async () => (await page.getByRole('complementary').boundingBox())?.width).toBe(390)
  })

  it('is somebody else in another window, and only there', async () => {
    await console.chat.findChannel('lamps')
    await open()
    await page.getByRole('button', { name: 'You are Ada' }).click()
    await page.getByRole('link', { name: 'Mei Lin' }).click()
    await page.getByRole('heading', { name: 'lamps' }).waitFor()
    expect(await page.getByRole('link', { name: 'orders' }).count()).toBe(0)
    const other = await newPage()
    await other.goto(`${console.address}/as/ada/rooms/orders`)
    console.answer({ kind: 'said', text: 'Yes, Mei.' })
    await box().fill('/help')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Yes, Mei.').waitFor()
    expect(console.heard.findLast(({ how }) => how === 'typed')).toMatchObject({ user: 'mei', channel: 'lamps' })
    await other.context().close()
  })
})
