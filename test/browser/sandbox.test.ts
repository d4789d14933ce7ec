import { mkdir } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSandbox, type Sandbox } from '../../sandbox/open-sandbox.ts'
import { openBrowser } from './chromium.ts'

/** Where pictures for docs/ go, if any are wanted. */
const pictures = process.env.WAYBILL_PICTURES

let sandbox: Sandbox
let browser: Browser
let page: Page
beforeAll(async () => {
  ;[sandbox, browser] = await Promise.all([openSandbox({ port: 0 }), openBrowser()])
  page = await browser.newPage({ viewport: { width: 900, height: 640 } })
  page.setDefaultTimeout(45_000)
})
afterAll(async () => {
  await browser?.close()
  await sandbox?.close()
})

const go = (path: string) => page.goto(`${sandbox.url}${path}`)
const card = (title: string) => page.locator('article', { has: page.locator('h3', { hasText: title }) }).last()
const button = (order: string, name: string) =>
  card(`Purchase order ${order}`).getByRole('button', { name, exact: true })

async function picture(name: string): Promise<void> {
  if (!pictures) return
  await mkdir(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png` })
}

test('nobody needs an account to see an order through: Slack, Discord, the store and the carrier', async () => {
  await go('/store')
  await page.getByRole('button', { name: 'Order' }).click()
  await page.getByText('Order #1001 is placed.').waitFor()

  await go('/slack/sam/orders')
  await card('Order 1001').waitFor()
  await picture('sandbox-slack')
  await page.getByLabel('Message #orders').fill('/order forward 1001')
  await page.keyboard.press('Enter')
  await page.getByText('1001-A went to Lumen').first().waitFor()

  await go('/slack/mei/lumen')
  await button('1001-A', 'Acknowledge').click()
  await expect.poll(() => button('1001-A', 'Acknowledge').count()).toBe(0)
  // The page is drawn anew for the answer as well: a click in that moment is lost.
  await page.getByText('1001-A is acknowledged').first().waitFor()
  await button('1001-A', 'Add tracking').click()
  await page.locator('dialog').getByLabel('Tracking number').fill('1Z999AA10123456784')
  await picture('sandbox-form')
  await page.locator('dialog button.primary').click()
  await page.locator('article', { hasText: '1Z999AA10123456784' }).first().waitFor()

  await go('/discord/lucia/casa')
  await button('1001-B', 'Acknowledge').click()
  await expect.poll(() => button('1001-B', 'Acknowledge').isDisabled()).toBe(true)
  await page.getByText('1001-B is acknowledged').first().waitFor()
  await picture('sandbox-discord')

  await go('/store')
  await page.locator('#room', { hasText: '1Z999AA10123456784' }).waitFor()
  await go('/carrier')
  const parcel = page.locator('tr', { hasText: '1Z999AA10123456784' })
  await parcel.getByRole('button', { name: 'Scan' }).click()
  await parcel.getByRole('cell', { name: 'Scan', exact: true }).first().waitFor()
  await parcel.getByRole('button', { name: 'Deliver' }).click()
  await parcel.getByRole('cell', { name: 'Scan, Deliver', exact: true }).waitFor()
  await go('/slack/mei/lumen')
  await expect.poll(() => card('Purchase order 1001-A').innerText(), { timeout: 20_000 }).toMatch(/State\s+Delivered/)

  await go('/discord/tess/orders')
  await page.getByLabel('Message #orders').fill('/order show 1001')
  await page.keyboard.press('Enter')
  await page.locator('article.private', { hasText: '1001' }).first().waitFor()
  expect(await page.locator('.said').count()).toBe(0)
})
