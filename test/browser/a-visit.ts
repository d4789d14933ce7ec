import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Drawn } from '../../src/kernel/shapes/chat.ts'
import { aCard, aConsole, type TestedConsole } from '../stage/console/a-console.ts'
import { openBrowser } from './chromium.ts'

/** For each test a console with a stub desk and a window on it; no script may fail and no content policy be broken. */
export function aVisit() {
  let browser: Browser
  let complaints: string[] = []
  const visit = {
    console: undefined as unknown as TestedConsole,
    page: undefined as unknown as Page,
    newPage,
    open: (path = '/as/ada/rooms/orders') => visit.page.goto(visit.console.address + path),
    post: (key: string, card: Partial<Drawn> = {}, thread: string | null = null) =>
      visit.console.chat.post({ key, channel: 'orders', thread, card: aCard(card) }),
    box: () => visit.page.getByRole('combobox'),
    focused: () => visit.page.locator(':focus').innerText(),
  }

  async function newPage(size = { width: 1280, height: 800 }): Promise<Page> {
    const page = await (await browser.newContext({ viewport: size })).newPage()
    page.setDefaultTimeout(45_000)
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text())
    })
    return page
  }

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    complaints = []
    visit.console = await aConsole()
    visit.page = await newPage()
  })
  afterEach(async () => {
    await visit.page.context().close()
    await visit.console.end()
    expect(complaints).toEqual([])
  })
  return visit
}
