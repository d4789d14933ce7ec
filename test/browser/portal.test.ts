import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { keyOfPicture } from '../../src/kernel/ground/picture-key.ts'
import { shipments } from '../../src/shipments/tables.ts'
import { anApi } from '../api/an-api.ts'
import { aComplaint, PNG, UPS } from '../stage/a-complaint.ts'
import { aShop } from '../stage/a-shop.ts'
import { aPortal, type TestedPortal } from '../stage/portal/a-portal.ts'
import { openBrowser } from './chromium.ts'

const shop = aShop()
let browser: Browser
let portal: TestedPortal
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser.close())
beforeEach(async () => {
  const lamp = keyOfPicture(LAMP)
  portal = await aPortal(shop.bot, shop.database, async key =>
    key === lamp ? { type: 'image/png', bytes: PNG } : null,
  )
})
afterEach(() => {
  portal.end()
  expect(portal.mistakes).toEqual([])
})

const LAMP = 'https://cdn.example/lamp.png'
const LINES = Array.from({ length: 60 }, (_, at) => ({
  sku: at % 2 === 0 ? 'LAMP' : 'BULB',
  externalId: `line-${at}`,
  title: at === 0 ? '手工陶瓷台灯' : `Thing ${at}`,
  options: 'COLOUR-WITH-A-VERY-LONG-CODE-0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
}))

test('on a phone without scripts: open the link, read, acknowledge, add tracking', async () => {
  const link = await portal.link('Lumen', 'Wei Chen')
  await shop.forwarded('1042', [{ sku: 'LAMP', quantity: 2 }])
  const page = await phone({ javaScriptEnabled: false })
  await page.goto(link)
  await page.getByRole('link', { name: 'Purchase order 1042-A' }).click()
  await page.getByText('Neutral box.').waitFor()
  await page.getByRole('button', { name: /^Acknowledge/ }).click()
  await page.getByRole('status').getByText('1042-A is acknowledged').waitFor()
  await page.getByRole('button', { name: /^Add tracking/ }).click()
  await page.getByLabel(/Tracking number/).fill(UPS.replace(/4$/, '5'))
  await page.getByLabel(/Tracking number/).press('Enter')
  await page.getByText('The check digit does not fit UPS').waitFor()
  await page.getByLabel(/Tracking number/).fill(UPS)
  await page.getByRole('button', { name: 'Add tracking' }).click()
  await page.getByText(`UPS ${UPS}`).first().waitFor()
  // A reload of what came of it does nothing again.
  await page.reload()
  expect(await shop.database.db.select().from(shipments)).toHaveLength(1)
  await page.context().close()
})

test('the picture of a product is seen next to its line, and nothing is loaded from anywhere else', async () => {
  const link = await portal.link('Lumen', 'Wei Chen')
  const lines = [
    { sku: 'LAMP', imageUrl: LAMP },
    { sku: 'BULB', imageUrl: 'https://cdn.example/gone.png' },
  ]
  await shop.forwarded('1042', lines)
  const page = await phone({ javaScriptEnabled: false })
  await page.goto(link)
  await page.getByRole('link', { name: 'Purchase order 1042-A' }).click()
  const seen = () =>
    page.evaluate<unknown[]>(
      `[...document.querySelectorAll('.lines .picture img')].map(one => one.complete && one.naturalWidth > 0)`,
    )
  await expect.poll(seen).toEqual([true, false])
  await page.context().close()
})

test('every page has room on a phone, buttons for a thumb, and no fault that axe finds, light or dark', async () => {
  const link = await portal.link('Lumen', '陈伟')
  await shop.forwarded('1043', LINES)
  await aComplaint(shop)
  await shop.forwarded(`1044${'W'.repeat(40)}`, [{ sku: 'BULB' }])
  const faults: string[] = []
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1_280, 'dark'],
  ] as const) {
    const page = await phone({ viewport: { width, height: 800 }, colorScheme })
    // The page that it leads to must be there, with its styles.
    const leads = async (click: () => Promise<void>) => {
      const before = page.url()
      await click()
      await page.waitForURL(({ href }) => href !== before)
    }
    await page.goto(link)
    const cards = await page.evaluate<string[]>(`[...document.querySelectorAll('a.name')].map(one => one.href)`)
    const own = [
      '',
      '/orders?which=all',
      '/cases',
      '/cases?which=over',
      '/history',
      '/more',
      '/cards/none',
      `/${'A'.repeat(43)}`,
    ]
    for (const at of [...own.map(path => `${portal.address}/s${path}`), ...cards]) {
      await page.goto(at)
      faults.push(
        ...(await faultsOf(page, `${at.slice(portal.address.length, portal.address.length + 20)} at ${width}`)),
      )
    }
    for (const name of ['Add many tracking numbers', 'Say when', 'Read the terms']) {
      await page.goto(`${portal.address}/s/more`)
      await leads(() => page.getByRole('button', { name }).click())
      faults.push(...(await faultsOf(page, `${name} at ${width}`)))
    }
    await page.goto(cards.find(Boolean) ?? '')
    const shipTo = page.getByRole('button', { name: /^Ship-to/ }).first()
    await leads(() => shipTo.click())
    faults.push(...(await faultsOf(page, `ship-to at ${width}`)))
    await page.context().close()
  }
  expect(faults).toEqual([])
})

test('the page that explains the API has room on a phone, and no fault that axe finds', async () => {
  const api = await anApi(shop)
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 }, colorScheme })
    await page.goto(`${api.url}/docs`)
    await page.evaluate(axe.source)
    const cut = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    faults.push(...(cut > 0 ? [`${cut} px are cut off`] : []), ...(await page.evaluate(findFaults)))
    await page.close()
  }
  expect(faults).toEqual([])
})

test('the ship-to, printed, is a label: the address, and nothing else of the page', async () => {
  const link = await portal.link('Lumen', 'Wei Chen')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const page = await phone({})
  await page.goto(link)
  await page.getByRole('link', { name: 'Purchase order 1042-A' }).click()
  await page.getByRole('button', { name: /^Ship-to/ }).click()
  await page.getByText('Västra Hamngatan 5').waitFor()
  await page.emulateMedia({ media: 'print' })
  const printed = (await page.locator('body').innerText()).replaceAll(/\s+/g, ' ').trim()
  expect(printed).toMatch(/^Ship-to of 1042-A Zoë Lindqvist Västra Hamngatan 5 411 17 Göteborg Sweden$/)
  await page.context().close()
})

test('is used by keyboard alone', async () => {
  const link = await portal.link('Lumen', 'Wei Chen')
  await shop.forwarded('1042', [{ sku: 'LAMP' }])
  const page = await phone({})
  await page.goto(link)
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').innerText()).toBe('Skip to the page')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').innerText()).toBe('Purchase order 1042-A')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('1042-A is acknowledged').waitFor()
  await page.context().close()
})

async function phone(given: Parameters<Browser['newContext']>[0]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, ...given })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  // Nothing is fetched from anybody else.
  await page.route(
    url => !url.href.startsWith(portal.address),
    route => Promise.reject(new Error(`asked for ${route.request().url()}`)),
  )
  return page
}

async function faultsOf(page: Page, where: string): Promise<string[]> {
  await page.evaluate(axe.source)
  const all = [...(await page.evaluate<string[]>(LOOK)), ...(await page.evaluate(findFaults))]
  return all.map(fault => `${where}: ${fault}`)
}

/** What is cut off, and what a thumb would miss; run in the page. */
const LOOK = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement
  const pressed = document.querySelectorAll('button:not(.as-link), a.button, select, main input:not([type=hidden], [type=checkbox])')
  const wide = [...document.querySelectorAll('.item, .item-words, .entry')].filter(one => one.scrollWidth > one.clientWidth)
  const small = [...pressed].filter(one => one.getBoundingClientRect().height < 40)
  return [...(scrollWidth > clientWidth ? [scrollWidth - clientWidth + ' px are cut off'] : []),
    ...wide.map(one => 'wider than its card: ' + one.textContent.trim().slice(0, 80)),
    ...small.map(one => 'too small: ' + one.outerHTML.slice(0, 80))]
})()`

/** Runs in the page. */
async function findFaults(): Promise<string[]> {
  const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run()
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}
