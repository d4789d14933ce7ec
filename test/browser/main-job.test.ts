import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseSettings } from '../../src/config.ts'
import { integrations } from '../../src/integrations/index.ts'
import { type Running, start } from '../../src/main.ts'
import { openBrowser } from './chromium.ts'

let waybill: Running
let browser: Browser

beforeAll(async () => {
  const config = parseSettings({ PORT: '0', LOG_LEVEL: 'silent' }, integrations)
  waybill = await start({ ...config, database: { url: null, folder: null } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await waybill.close()
})

test('from an empty database to a shipped order, with nothing but a browser', async () => {
  const staff = await window('sam', 'orders')
  const supplier = await window('mei-lin', 'lumen-works')

  await type(staff, '/order forward 1042')
  await staff.getByText('1042-A went to Lumen Works').waitFor()
  const card = supplier.locator('article', { hasText: 'Purchase order 1042-A' })
  await card.getByText('Neutral box, no invoice inside').waitFor()
  expect(await supplier.locator('body').innerText()).not.toContain('Västra Hamngatan')

  await card.getByRole('button', { name: /^Ship-to/ }).click()
  await supplier.getByText('Västra Hamngatan 5').waitFor()
  await card.getByRole('button', { name: /^Acknowledge/ }).click()
  await supplier.getByText('1042-A is acknowledged').waitFor()

  await card.getByRole('button', { name: /^Add tracking/ }).click()
  const number = supplier.getByLabel(/Tracking number/)
  await number.fill('1Z999AA10123456785')
  await number.press('Enter')
  await supplier.getByText('The check digit does not fit UPS').waitFor()
  await number.fill('1Z 999 AA1 01 2345 6784')
  await supplier.getByLabel(/What is inside/).fill('LAMP-OAK')
  await number.press('Enter')
  await supplier.getByText('2 pieces of 1042-A are still to ship').waitFor()

  const order = staff.locator('article', { hasText: 'Order 1042' }).first()
  await order.getByText('UPS 1Z999AA10123456784').waitFor()
  await type(staff, '/order show 1042')
  await staff.getByText(/Sam forwarded it as 1042-A and 1042-B/).waitFor()
  await staff.getByText(/Mei Lin opened the ship-to of 1042-A/).waitFor()
})

test('a supplier cannot reach a staff room by its address', async () => {
  const page = await browser.newPage()
  await page.goto(`${waybill.url}/as/mei-lin/rooms/orders`)
  expect(await page.locator('body').innerText()).not.toContain('Order 1042')
  await page.close()
})

test('axe finds no fault on any page, wide or as narrow as a phone', async () => {
  const pages = {
    first: '/as/sam/welcome',
    room: '/as/sam/rooms/orders',
    thread: '/as/sam/rooms/orders?thread=1',
    import: '/as/sam/import',
    orders: '/as/sam/rooms/orders/work/orders',
    'purchase orders': '/as/sam/rooms/orders/work/purchase-orders',
    cases: '/as/sam/rooms/orders/work/cases',
    credits: '/as/sam/rooms/orders/work/credits',
    supplier: '/as/mei-lin/rooms/lumen-works',
    'their work': '/as/mei-lin/rooms/lumen-works/work/purchase-orders',
    'sign in': '/login',
  }
  const faults: string[] = []
  for (const width of [1_280, 390]) {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(waybill.url + path)
      await page.evaluate(axe.source)
      for (const { id, nodes } of await page.evaluate(findFaults)) faults.push(`${name} at ${width}: ${id} ${nodes}`)
    }
    await page.close()
  }
  expect(faults).toEqual([])
})

/** Runs in the page. */
async function findFaults(): Promise<{ id: string; nodes: string }[]> {
  const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)).join(' | ') }))
}

async function window(user: string, room: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(`${waybill.url}/as/${user}/rooms/${room}`)
  return page
}

async function type(page: Page, text: string): Promise<void> {
  const box = page.getByRole('combobox')
  await box.fill(text)
  await box.press('Escape')
  await box.press('Enter')
}
