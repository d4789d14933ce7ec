import { type APIGuildForumChannel, type APIGuildForumTag, ChannelFlags, type REST, Routes } from 'discord.js'
import { CARD_STATES } from '../../../kernel/shapes/card.ts'
import { type Drawn, NoRoom } from '../../../kernel/shapes/chat.ts'
import { attempt } from '../client.ts'
import { TONES } from '../draw/card.ts'
import { missingPermissions, permissionNames } from '../permissions.ts'
import type { Server } from '../server.ts'

/** docs: resources/channel, "Forum Tag Object". */
const MOST_OF_FORUM = 20
const MOST_OF_POST = 5

/** Every tag of ours: what a post has besides is people's own, and stays. */
const OURS: readonly string[] = [
  ...new Set([
    ...Object.values(CARD_STATES).map(({ words }) => words),
    ...Object.values(TONES).flatMap(({ word }) => word ?? []),
  ]),
]

const named = (name: string) => name.trim().toLowerCase()
const isNamed = (names: readonly string[]) => (tag: APIGuildForumTag) =>
  names.some(name => named(name) === named(tag.name))

/** A card's state and, where something is wrong, that; of a card without a state its tone. */
function tagsOf({ state, tone }: Drawn): readonly string[] {
  const { word } = TONES[tone]
  const trouble = tone === 'warning' || tone === 'bad'
  return [...(state ? [CARD_STATES[state].words] : []), ...(word && (trouble || !state) ? [word] : [])]
}

/** Tags of forums, by name: those that are there, and where the bot may, those that are missing. */
export function forumTags(rest: REST, server: Server) {
  let making: Promise<unknown> = Promise.resolve()

  /** One at a time: a forum's tags are written all together, and who writes an old list takes tags off posts. */
  const make = (forum: APIGuildForumChannel, wanted: readonly string[]): Promise<readonly APIGuildForumTag[]> => {
    const made = making.then(async () => {
      server.forget()
      const there = (await server.forum(forum.id))?.available_tags ?? []
      const missing = OURS.filter(name => !there.some(isNamed([name])))
      const first = missing.toSorted((a, b) => Number(wanted.includes(b)) - Number(wanted.includes(a)))
      const fitting = first.slice(0, MOST_OF_FORUM - there.length).map(name => ({ name }))
      if (fitting.length === 0) return there
      const body = { available_tags: [...there, ...fitting] }
      const { available_tags } = await attempt<APIGuildForumChannel>(() =>
        rest.patch(Routes.channel(forum.id), { body }),
      )
      server.forget()
      return available_tags
    })
    making = made.catch(() => {})
    return made
  }

  return {
    /**
     * The tags that a card's post should have, by id: those of the card, and what people put on it.
     * @throws NoRoom where the forum wants a tag on each post, and there is none for it.
     */
    async idsFor(
      forum: APIGuildForumChannel,
      card: Drawn,
      applied: readonly string[] = [],
    ): Promise<readonly string[]> {
      const wanted = tagsOf(card)
      const rights = await server.mine(forum)
      const mayMake = missingPermissions(rights, ['ManageChannels']).length === 0
      const known = wanted.every(name => forum.available_tags.some(isNamed([name])))
      const all = known || !mayMake ? forum.available_tags : await make(forum, wanted)
      const mayModerate = missingPermissions(rights, ['ManageThreads']).length === 0
      const ours = all.filter(isNamed(wanted)).filter(({ moderated }) => mayModerate || !moderated)
      const theirs = all.filter(tag => applied.includes(tag.id) && !isNamed(OURS)(tag))
      const ids = [...ours, ...theirs].map(({ id }) => id).slice(0, MOST_OF_POST)
      if (ids.length === 0 && wantsTag(forum)) throw new NoRoom(lacksTags(forum))
      return ids
    },
  }
}

/** Why not every card can be a post of a forum, or null. */
export async function lackingTags(server: Server, forum: APIGuildForumChannel): Promise<string | null> {
  const mayMake = missingPermissions(await server.mine(forum), ['ManageChannels']).length === 0
  const all = OURS.every(name => forum.available_tags.some(isNamed([name])))
  return wantsTag(forum) && !mayMake && !all ? lacksTags(forum) : null
}

const wantsTag = ({ flags = 0 }: { flags?: number }) => (flags & ChannelFlags.RequireTag) !== 0

const lacksTags = ({ name }: { name: string | null }) =>
  `#${name} requires a tag on each post and doesn’t have mine. Give me ${permissionNames(['ManageChannels'])} there, or stop requiring tags`
