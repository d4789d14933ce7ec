import type { Speaker } from '../../../kernel/shapes/actor.ts'
import type { People } from '../people.ts'

/** How long an acknowledgement may wait for a person's name, ms. */
const PATIENCE = 300

export type Origin = {
  user: string
  channel: string
  /** What the payload calls the person, where it does. */
  handle?: string | undefined
  /** The person's own workspace, where the payload tells it. */
  team?: string | undefined
}

/**
 * Who did something, and where. Names come from Slack and are remembered; until one is known, the payload's will
 * do. Somebody who isn't known to be of our own organisation counts as an outsider.
 */
export async function readSpeaker(people: People, ours: string, told: Origin): Promise<Speaker> {
  const { user, channel, handle, team } = told
  const known = await people.names.soon(user, handle ? PATIENCE : 5 * PATIENCE)
  const outside = known ? known.outside : team !== ours
  return { chat: 'slack', user, name: known?.name ?? handle ?? user, channel, roles: [], ...(outside && { outside }) }
}

const ENTITY = /<([^<>\s|]+)(?:\|([^<>]*))?>/g

/**
 * What a person typed, out of Slack's escapes: `<@U1|mei>` and `<#C1|lumen>` keep their ids, links become what was
 * typed for them, and `&lt;` is `<` again.
 */
export function decode(text: string): string {
  return text
    .replaceAll(ENTITY, (all, target: string, label: string | undefined) => {
      if (/^[@#]/.test(target)) return `<${target}>`
      if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`
      return /^(https?:|mailto:|tel:)/.test(target) ? label || target.replace(/^(mailto|tel):/, '') : all
    })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** What follows our name in a message that mentions us. */
export function afterMention(text: string, us: string): string {
  const [, after = text] = text.split(new RegExp(`<@${us}(?:\\|[^>]*)?>`), 2)
  return decode(after)
    .replace(/^[\s:,]+/, '')
    .trim()
}
