import type { WebClient } from '@slack/web-api'
import { fetchFile } from '../../kernel/ground/fetch-file.ts'
import type { Attachment } from '../../kernel/shapes/thread-message.ts'
import { Refusal } from '../../kernel/words/refusal.ts'
import { settled, slackError } from './client.ts'

export type Source = {
  web: WebClient
  /** Shown to Slack's own hosts alone. */
  token: string
  /** Where the Web API is; null for Slack's own. */
  api: string | null
}

/** Slack's hosts for what people upload. */
const HOSTS = ['files.slack.com', '.slack.com', '.slack-edge.com']

/** A file that somebody sent in Slack, by its id: what Slack says of it where it was sent may be out of date. */
export async function download({ web, token, api }: Source, { from, name }: Attachment): Promise<Uint8Array> {
  const { file } = await web.files.info({ file: from }).catch(error => Promise.reject(refusalOf(error, name)))
  const address = file?.url_private_download ?? file?.url_private ?? ''
  const hosts = api === null ? HOSTS : [...HOSTS, new URL(api).origin]
  const called = file?.name ?? name
  const { bytes } = await fetchFile(address, { name: called, hosts, headers: { authorization: `Bearer ${token}` } })
  // Without the right to read files, Slack answers with the page where one signs in.
  if (file?.size !== undefined && file.size !== bytes.length) throw new Refusal(UNREAD(called))
  return bytes
}

const UNREAD = (name: string) => `Slack did not let me read “${name}”. Ask staff to look at npm run doctor.`

function refusalOf(error: unknown, name: string): Error {
  const word = slackError(error)
  if (word === 'missing_scope') return new Refusal(UNREAD(name))
  if (word?.startsWith('file_')) return new Refusal(`“${name}” is not there any more. Send it again.`)
  return settled(error)
}
