import { see } from '../../test/discord/fake/seen.ts'
import { seeMessage } from '../../test/slack/fake/seen.ts'
import type { Cast } from './cast.ts'
import type { Dice } from './dice.ts'
import type { Ledger } from './ledger.ts'
import { reader } from './posted.ts'

/** Under these stands all that the storm writes to one another: they stay. */
const ROOTS = /^(Purchase order 9\d-A|Conversation with)/
const RECENT = 25

/** Deletes one of our newer messages out of a chat, as an admin may: a card, or a copy of what somebody wrote. */
export function openDeletion({ slack, discord }: Cast, ledger: Ledger, dice: Dice): () => void {
  const inSlack = () => {
    const room = dice.oneOf([slack.orders, slack.support, ...slack.suppliers.map(one => one.room)])
    const ours = slack.fake.workspace.in(room.id).filter(one => one.byApp && one.onlyFor === null)
    const found = dice.oneOf(ours.slice(-RECENT).map(one => seeMessage(one, reader)))
    if (!found || ROOTS.test(found.text)) return
    slack.sam.deletes(found)
    ledger.count('deleted')
    ledger.deleted.set(`slack ${found.ts}`, found.text)
  }
  const inDiscord = () => {
    const { world, bot } = discord.fake.state
    const staff = [discord.orders.id, discord.support.id]
    const room = dice.oneOf([...staff, ...discord.suppliers.map(one => one.room.id)])
    const places = [...world.messages.values()].filter(({ channelId }) => {
      const { id, parentId } = world.channel(channelId)
      return (parentId ?? id) === room
    })
    const ours = places.filter(one => one.author.id === bot.id && one.onlyFor === null)
    const found = dice.oneOf(ours.slice(-RECENT).map(one => see(world, one)))
    if (!found || ROOTS.test(found.text)) return
    discord.fake.deleteMessage(found.id)
    ledger.count('deleted')
    ledger.deleted.set(`discord ${found.id}`, found.text)
  }
  return () => dice.oneOf([inSlack, inDiscord])()
}
