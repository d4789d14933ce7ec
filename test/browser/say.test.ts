import { expect, test } from 'vitest'
import { aVisit } from './a-visit.ts'

const visit = aVisit()

/** The open thread beside the room. */
const panel = () => visit.page.locator('#thread')

async function openThread(): Promise<void> {
  await visit.post('root', { title: 'Conversation with Lumen', summary: 'Lumen reads what is written here.' })
  await visit.open()
  await visit.page.getByRole('heading', { name: 'Conversation with Lumen' }).hover()
  await visit.page.getByRole('link', { name: 'Reply in thread' }).click()
}

test('one writes in a thread with the keyboard alone, and it stands there at once', async () => {
  await openThread()
  const box = visit.page.getByLabel('Write in this thread')
  await box.focus()
  await box.pressSequentially('Where are the lamps?')
  await box.press('Shift+Enter')
  await box.pressSequentially('It has been <three> days.')
  await box.press('Enter')
  await panel().getByText('Where are the lamps?').waitFor()
  expect(await panel().locator('.spoken .body').innerText()).toBe('Where are the lamps?\nIt has been <three> days.')
  expect(await box.inputValue()).toBe('')
  expect(visit.console.heard).toMatchObject([{ how: 'threadMessage', what: { kind: 'said' } }])
})

test('one’s own words are edited in a dialog and deleted with a question', async () => {
  await openThread()
  const box = visit.page.getByLabel('Write in this thread')
  await box.fill('On Monday')
  await box.press('Enter')
  await panel().getByRole('button', { name: 'Edit' }).click()
  await visit.page.getByLabel('Your words').fill('On Tuesday')
  await visit.page.getByRole('button', { name: 'Save' }).click()
  await panel().getByText('On Tuesday').waitFor()
  expect(await visit.page.locator('dialog[open]').count()).toBe(0)
  visit.page.once('dialog', dialog => dialog.accept())
  await panel().getByRole('button', { name: 'Delete' }).click()
  await panel().getByText('Deleted by its author.').waitFor()
  expect(await panel().getByRole('button', { name: 'Edit' }).count()).toBe(0)
})

test('what is held back is said beside the box, and a closed thread has no box', async () => {
  await openThread()
  visit.console.answer({ kind: 'refused', text: 'This did not reach Lumen: it names the customer’s phone.' })
  const box = visit.page.getByLabel('Write in this thread')
  await box.fill('Call 031 711 00 00')
  await box.press('Enter')
  await panel().getByText('it names the customer’s phone').waitFor()
  await visit.console.chat.threads.close('1', 'orders')
  await box.waitFor({ state: 'hidden' })
})

test('what came across looks like what people write, and the panel fits a narrow window', async () => {
  await openThread()
  const said = { title: 'Mei · Lumen', summary: 'Mei: The lamps left today.', body: 'The lamps left today.' }
  const context = 'Lumen reads what is written in this thread.'
  await visit.post('across', { ...said, isMessage: true, context }, '1')
  await panel().getByText('The lamps left today.').waitFor()
  await visit.page.getByLabel('Write in this thread').fill('Thank you!')
  await visit.page.getByLabel('Write in this thread').press('Enter')
  await panel().getByText('Thank you!').waitFor()
  await visit.page.setViewportSize({ width: 400, height: 800 })
  const wide = await visit.page.locator('html').evaluate(page => page.scrollWidth)
  expect(wide).toBeLessThanOrEqual(400)
})

test('files are chosen beside the box, counted, and stand with the words', async () => {
  await openThread()
  const chosen = ['lamp.png', 'packing list.txt'].map(name => ({
    name,
    mimeType: 'text/plain',
    buffer: Buffer.from(name),
  }))
  await visit.page.getByLabel('Add pictures or files').setInputFiles(chosen)
  const clip = visit.page.locator('.attach')
  expect(await clip.getAttribute('data-count')).toBe('2')
  await visit.page.getByLabel('Write in this thread').fill('Broken on arrival')
  await visit.page.getByLabel('Write in this thread').press('Enter')
  await panel().getByRole('link', { name: 'packing list.txt' }).waitFor()
  expect(await panel().getByRole('list', { name: 'Files' }).getByRole('link').count()).toBe(2)
  await expect.poll(() => clip.getAttribute('data-count')).toBe('')
})
