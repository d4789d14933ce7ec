import type { WebClient } from '@slack/web-api'
import type { KeptFile } from '../../kernel/ground/load-file.ts'
import { Later } from '../../kernel/shapes/chat.ts'
import { settled, slackError } from './client.ts'

/** How long the bytes of one file may take, ms. */
const TIMEOUT = 10_000

/** Where a file is shared; without a channel only a card shows it. */
export type SharePlace = { message: string; channel?: string; thread?: string }

/** The address for an upload took no such bytes. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken'
}

/** Asks Slack for an address to send a file to; its id is Slack's from then on. */
export async function startUpload(web: WebClient, { name, size }: KeptFile): Promise<{ ref: string; url: string }> {
  const asked = await called(web.files.getUploadURLExternal({ filename: name, length: size }))
  return { ref: asked.file_id ?? '', url: asked.upload_url ?? '' }
}

/** Sends the bytes. Until the upload is completed nobody sees them, so that a failure may be tried again. */
export async function sendBytes(url: string, { bytes }: KeptFile): Promise<void> {
  const body = new Blob([new Uint8Array(bytes)])
  const answered = await fetch(url, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT) }).catch(() => null)
  if (!answered || answered.status >= 500) throw new Later(5_000)
  if (!answered.ok) throw new NotTaken(`http ${answered.status}`)
}

/** Ends an upload, which can be done once, and shares the file. */
export async function completeUpload(
  web: WebClient,
  ref: string,
  title: string,
  { channel, thread }: SharePlace,
): Promise<void> {
  const shared = thread === undefined ? { channel_id: channel ?? '' } : { channel_id: channel ?? '', thread_ts: thread }
  const where = channel === undefined ? {} : shared
  await called(web.files.completeUploadExternal({ files: [{ id: ref, title }], ...where }))
}

/** Whether an upload was completed. One that was not is thrown away by Slack, and not there. */
export async function isThere(web: WebClient, ref: string): Promise<boolean> {
  try {
    await web.files.info({ file: ref })
    return true
  } catch (error) {
    if (slackError(error) === 'file_not_found') return false
    throw settled(error)
  }
}

/** Whether Slack knows by now what kind of file it is: only then a block may show it. */
export async function isLookedAt(web: WebClient, ref: string): Promise<boolean> {
  const { file } = await called(web.files.info({ file: ref }))
  return Boolean(file?.mimetype)
}

function called<T>(call: Promise<T>): Promise<T> {
  return call.catch(error => Promise.reject(settled(error)))
}
