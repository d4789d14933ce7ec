import { describe, expect, it } from 'vitest'
import { aCard } from '../stage/console/a-console.ts'
import { aVisit } from './a-visit.ts'

describe('rooms and threads in a browser', () => {
  const visit = aVisit()
  const { box, focused, newPage, open, post } = visit

  it('shows new and changed cards as they happen, in two windows at once', async () => {
    await open()
    await visit.page.getByText('Nothing here yet').waitFor()
    const other = await newPage()
    await other.goto(`${visit.console.address}/as/ada/rooms/alerts`)
    const ref = await post('1', { title: 'Order 7' })
    await visit.page.getByText('Order 7').waitFor()
    expect(await visit.page.getByText('Nothing here yet').count()).toBe(0)
    await other.locator('[data-room=orders].unread').waitFor()
    expect(await other.title()).toMatch(/^\(1\)/)
    await visit.console.chat.edit(ref, {
      key: '1',
      channel: 'orders',
      thread: null,
      card: aCard({ title: 'Order 7 went out' }),
    })
    await visit.page.getByText('Order 7 went out').waitFor()
    expect(await visit.page.locator('.message').count()).toBe(1)
    await other.context().close()
  })

  it('says that the connection is gone, comes back by itself and has missed nothing', async () => {
    const root = await post('0', { title: 'Root' })
    await open(`/as/ada/rooms/orders?thread=${root}`)
    await visit.page.waitForTimeout(300)
    await visit.page.context().setOffline(true)
    await visit.page.evaluate('dispatchEvent(new Event("online"))')
    await visit.page.getByText('Reconnecting…').waitFor()
    await post('1', { title: 'While away' })
    await post('2', { title: 'A reply while away' }, root)
    await visit.page.context().setOffline(false)
    await visit.page.getByText('While away', { exact: true }).waitFor()
    await visit.page.getByRole('complementary').getByText('A reply while away').waitFor()
    await visit.page.getByText('1 reply').first().waitFor()
    await expect.poll(() => visit.page.getByText('Reconnecting…').count()).toBe(0)
  })

  it('opens a thread beside the room, keeps it over a reload, and Escape gives the focus back', async () => {
    const root = await post('1', { title: 'Root' })
    await post('2', { title: 'First reply' }, root)
    await open()
    await visit.page.getByRole('link', { name: '1 reply' }).press('Enter')
    const thread = visit.page.getByRole('complementary', { name: 'Thread' })
    await thread.getByText('First reply').waitFor()
    await visit.page.waitForURL(`**?thread=${root}`)
    await visit.page.reload()
    await thread.getByText('First reply').waitFor()
    await post('3', { title: 'Second reply' }, root)
    await thread.getByText('Second reply').waitFor()
    await visit.page.keyboard.press('Escape')
    expect(await thread.count()).toBe(0)
    expect(await focused()).toBe('2 replies')
  })

  it('stays where one reads when something new comes, and leads to it', async () => {
    for (let i = 0; i < 60; i++) await post(`${i}`, { title: `Number ${i}.` })
    await open()
    await visit.page.getByRole('button', { name: 'Earlier messages' }).press('Enter')
    await visit.page.getByText('Number 0.').scrollIntoViewIfNeeded()
    await post('new', { title: 'The newest' })
    const newer = visit.page.getByRole('button', { name: 'New messages' })
    await newer.waitFor()
    expect(await visit.page.getByText('Number 0.').isVisible()).toBe(true)
    await newer.click()
    await expect.poll(() => visit.page.locator('#scroll').evaluate(seen => seen.scrollTop)).toBe(0)
  })

  it('fits a phone: no sideways scrolling, rooms in a drawer, the thread over all', async () => {
    const root = await post('1', {
      title: 'W'.repeat(200),
      summary: 'x'.repeat(400),
      facts: [{ label: 'y'.repeat(80), value: 'z'.repeat(300) }],
    })
    await post('2', {}, root)
    await visit.page.context().close()
    visit.page = await newPage({ width: 390, height: 844 })
    await open()
    const widths = () =>
      Promise.all(['html', '#scroll'].map(place => visit.page.locator(place).evaluate(seen => seen.scrollWidth)))
    expect(await widths()).toEqual([390, 390])
    expect(await visit.page.getByRole('link', { name: 'alerts' }).isVisible()).toBe(false)
    await visit.page.getByRole('button', { name: 'Rooms and people' }).click()
    await visit.page.getByRole('link', { name: 'alerts' }).click()
    await visit.page.getByRole('heading', { name: 'alerts' }).waitFor()
    await open()
    await visit.page.getByRole('link', { name: '1 reply' }).click()
    await expect.poll(async () => (await visit.page.getByRole('complementary').boundingBox())?.width).toBe(390)
  })

  it('is somebody else in another window, and only there', async () => {
    await visit.console.chat.directory.openChannel('lamps')
    await open()
    await visit.page.getByRole('button', { name: 'You are Ada' }).click()
    await visit.page.getByRole('link', { name: 'Mei Lin' }).click()
    await visit.page.getByRole('heading', { name: 'lamps' }).waitFor()
    expect(await visit.page.getByRole('link', { name: 'orders' }).count()).toBe(0)
    const other = await newPage()
    await other.goto(`${visit.console.address}/as/ada/rooms/orders`)
    visit.console.answer({ kind: 'said', text: 'Yes, Mei.' })
    await box().fill('/help')
    await visit.page.getByRole('button', { name: 'Send' }).click()
    await visit.page.getByText('Yes, Mei.').waitFor()
    expect(visit.console.heard.findLast(({ how }) => how === 'typed')).toMatchObject({ user: 'mei', channel: 'lamps' })
    await other.context().close()
  })
})
